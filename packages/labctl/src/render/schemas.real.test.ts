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
import { parse, stringify } from 'yaml';
import { INFRA, inputsOf, LABS } from '../__testUtils__/labs';
import { treeObjects } from './__testUtils__/treeObjects';
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

/** Holds objects to the strict schemas of their kinds; a kind without one is refused. */
async function conform(documents: readonly string[]) {
  const { stdout, stderr } = await tryTool(
    'kubeconform',
    [
      ...['-strict', '-skip', UNAVAILABLE.join(',')],
      ...['-schema-location', SCHEMAS, '-output', 'json', '-summary'],
    ],
    { stdin: documents.join('---\n') },
  );
  expect(stderr).toBe('');
  const { resources, summary } = JSON.parse(stdout) as {
    resources: unknown[];
    summary: { valid: number; skipped: number };
  };
  return { refused: resources, ...summary };
}

describe('kubeconform', () => {
  it.each(LABS)('accepts every object of %s as it is written', async name => {
    const { files, secretShapes } = renderLab(inputsOf(name));
    const objects = treeObjects(new Map([...files, ...secretShapes])).filter(
      ({ kind }) => kind !== 'Values',
    );
    const { refused, valid, skipped } = await conform(
      objects.map(({ manifest }) => stringify(manifest)),
    );
    expect(refused).toEqual([]);
    expect(valid + skipped).toBe(objects.length);
    expect(valid).toBeGreaterThan(20);
  });
});

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
    const { refused, valid } = await conform(
      built.filter(text => text.trim() !== ''),
    );
    expect({ problems, refused }).toEqual({ problems: [], refused: [] });
    expect(valid).toBeGreaterThan(20);
    expect(built.length).toBeGreaterThan(5);
  });
});
