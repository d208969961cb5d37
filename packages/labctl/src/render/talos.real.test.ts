/**
 * @jest-environment node
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTool, tryTool } from '@homestage/real-components';
import { LABS } from '../__testUtils__/labs';
import type { ResolvedCluster, ResolvedLab } from '../model/ResolvedLab';
import { talosFiles } from './__testUtils__/talosFiles';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talos-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Renders a lab with other Talos settings into the folder. */
function renderTalos(
  name: string,
  talos: Partial<ResolvedCluster['talos']> = {},
): ResolvedLab {
  const { lab, files } = talosFiles(name, talos);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return lab;
}

const filesOf = (path: string): string[] => {
  try {
    return readdirSync(join(folder, path))
      .sort()
      .map(file => join(folder, path, file));
  } catch {
    // A folder without patches is not written.
    return [];
  }
};

const validate = (file: string) =>
  tryTool('talosctl', ['validate', '--mode', 'metal', '--strict', '-c', file]);

/** What topf does: a generated config, then the patches of all, role and node. */
async function validateTopf(lab: ResolvedLab): Promise<string[]> {
  const { cluster, computed, nodes } = lab;
  const secrets = join(folder, 'secrets.yaml');
  await runTool('talosctl', ['gen', 'secrets', '-o', secrets]);
  const answers: string[] = [];
  for (const node of nodes) {
    const role = node.controller ? 'control-plane' : 'worker';
    const output = join(folder, `${node.name}.yaml`);
    await runTool('talosctl', [
      ...['gen', 'config', cluster.name, computed.api_endpoint],
      ...['--with-secrets', secrets, '--with-docs=false'],
      ...['--with-examples=false', '--output', output],
      ...['--output-types', node.controller ? 'controlplane' : 'worker'],
      ...['--talos-version', cluster.talos.version],
      ...['--kubernetes-version', computed.kubernetes_version],
      ...[
        '--install-image',
        `factory.talos.dev/metal-installer/${node.schematic_id}:${cluster.talos.version}`,
      ],
      ...filesOf('talos/all').flatMap(file => ['--config-patch', `@${file}`]),
      ...[
        ...filesOf(`talos/${role}`),
        ...filesOf(`talos/node/${node.name}`),
      ].flatMap(file => [`--config-patch-${role}`, `@${file}`]),
    ]);
    const { stdout, stderr } = await validate(output);
    answers.push(`${node.name}: ${(stdout + stderr).trim().split('/').pop()}`);
  }
  return answers;
}

describe('talosctl', () => {
  it.each([
    ['reference', 'v1.12.6', 'v1alpha1'],
    ['reference', 'v1.12.6', 'documents'],
    ['reference', 'v1.13.9', 'v1alpha1'],
    ['reference', 'v1.13.9', 'documents'],
    ['single-node', 'v1.13.9', 'documents'],
    ['turing-rk1', 'v1.13.9', 'documents'],
  ] as const)(
    'accepts every machine of %s in the layout of topf, Talos %s, %s',
    async (name, version, config) => {
      const lab = renderTalos(name, { layout: 'topf', version, config });
      expect(await validateTopf(lab)).toEqual(
        lab.nodes.map(
          node => `${node.name}: ${node.name}.yaml is valid for metal mode`,
        ),
      );
    },
  );

  it.each([
    ...LABS.map(name => [name, undefined] as const),
    ['reference', 'v1alpha1'] as const,
  ])(
    'accepts every machine of %s that talhelper makes (%s)',
    async (name, config) => {
      const lab = renderTalos(name, {
        layout: 'talhelper',
        ...(config ? { config } : {}),
      });
      const talos = join(folder, 'talos');
      writeFileSync(
        join(talos, 'talsecret.yaml'),
        await runTool('talhelper', ['gensecret'], { cwd: talos }),
      );
      await runTool('talhelper', ['genconfig', '--offline-mode'], {
        cwd: talos,
      });
      const answers: string[] = [];
      for (const { name: node } of lab.nodes) {
        const answer = await validate(
          join(talos, `clusterconfig/${lab.cluster.name}-${node}.yaml`),
        );
        answers.push(`${node}: ${answer.code} ${answer.stderr.trim()}`);
      }
      expect(answers).toEqual(lab.nodes.map(node => `${node.name}: 0 `));
    },
  );
});
