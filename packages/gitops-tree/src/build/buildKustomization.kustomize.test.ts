/**
 * @jest-environment node
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KUSTOMIZE_CASES } from '../__testUtils__/kustomizeCases';
import type { FileSet } from '../types';
import { KUBERNETES_TAGS } from '../read/KUBERNETES_TAGS';
import { buildKustomization } from './buildKustomization';

const hasKubectl =
  spawnSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' }).status ===
  0;

if (!hasKubectl) {
  process.stderr.write(
    'SKIPPED: kubectl is not installed, so the real kustomize does not judge buildKustomization\n',
  );
}

function byKustomize(files: FileSet): unknown[] {
  const directory = mkdtempSync(join(tmpdir(), 'kustomize-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const output = execFileSync(
      'kubectl',
      [
        'kustomize',
        '--load-restrictor',
        'LoadRestrictionsNone',
        join(directory, 'app'),
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return parseAllDocuments(output, { customTags: KUBERNETES_TAGS }).map(
      document => document.toJS(),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function byId(objects: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    (objects as { kind: string; metadata: { name: string } }[]).map(object => [
      `${object.kind}/${object.metadata.name}`,
      object,
    ]),
  );
}

describe('buildKustomization, judged by kustomize', () => {
  it('has its judge where tests must not be skipped', () => {
    expect(hasKubectl || !process.env.CI).toBe(true);
  });

  // A loop, because `each` refuses to have nothing to do.
  for (const [name, files] of hasKubectl ? KUSTOMIZE_CASES : []) {
    it(`${name}`, () => {
      const built = buildKustomization(files, { path: 'app' });
      expect(byId(built.objects.map(({ object }) => object))).toEqual(
        byId(byKustomize(files)),
      );
    });
  }
});
