/**
 * @jest-environment node
 */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { definitionsFolder, tryTool } from '@homestage/real-components';
import { parse } from 'yaml';
import { INFRA, inputsOf, LABS } from '../__testUtils__/labs';
import { renderLab } from './renderLab';

/** Kinds without a schema to be had here, with the reason. */
const UNAVAILABLE = (
  JSON.parse(
    readFileSync(join(INFRA, '../tools/crds/unavailable.json'), 'utf8'),
  ) as { kinds: string[] }[]
).flatMap(({ kinds }) => kinds);

const SCHEMAS = join(
  definitionsFolder('schemas'),
  '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json',
);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schemas-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Whether it is built here: no Component, and nothing of it is behind an address. */
const isBuilt = (kustomization: {
  kind: string;
  helmCharts?: unknown;
  resources?: string[];
}) =>
  kustomization.kind === 'Kustomization' &&
  kustomization.helmCharts === undefined &&
  !(kustomization.resources ?? []).some(entry => entry.startsWith('https:'));

describe('kustomize and kubeconform', () => {
  it.each(LABS)('accept every folder of %s', async name => {
    const { files, secretShapes } = renderLab(inputsOf(name));
    for (const [path, text] of [...files, ...secretShapes]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const problems: string[] = [];
    const built: string[] = [];
    for (const [path, text] of files) {
      if (path.endsWith('/kustomization.yaml') && isBuilt(parse(text))) {
        const build = await tryTool('kustomize', [
          'build',
          join(folder, dirname(path)),
        ]);
        if (build.code === 0) {
          built.push(build.stdout);
        } else {
          problems.push(`${path}: ${build.stderr}`);
        }
      }
    }
    const { code, stdout, stderr } = await tryTool(
      'kubeconform',
      [
        ...['-strict', '-skip', UNAVAILABLE.join(',')],
        ...['-schema-location', SCHEMAS],
      ],
      { stdin: built.filter(text => text.trim() !== '').join('---\n') },
    );
    expect({ problems, code, stdout, stderr }).toEqual({
      problems: [],
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(built.length).toBeGreaterThan(5);
  });
});
