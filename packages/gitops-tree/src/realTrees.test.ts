/**
 * @jest-environment node
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { readDirectory } from '../dev/readDirectory';
import { reportOf } from '../dev/reportOf';
import { buildKustomization } from './build/buildKustomization';
import { BuildError } from './build/BuildError';
import { insertListItem } from './edit/insertListItem';
import { removeListItem } from './edit/removeListItem';
import { lintTree } from './lint/lintTree';
import { KUBERNETES_TAGS } from './read/KUBERNETES_TAGS';
import { resolveTree } from './resolve/resolveTree';

const directory = process.env.HOMESTAGE_TREES ?? '';
const names = existsSync(directory)
  ? readdirSync(directory, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
  : [];

if (names.length === 0) {
  process.stderr.write(
    'SKIPPED: HOMESTAGE_TREES does not name a directory with GitOps trees, so no real tree is read\n',
  );
}

const hasKubectl =
  spawnSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' }).status ===
  0;

const run = promisify(execFile);

async function byKustomize(path: string): Promise<unknown[]> {
  const { stdout } = await run(
    'kubectl',
    ['kustomize', '--load-restrictor', 'LoadRestrictionsNone', path],
    { maxBuffer: 64_000_000 },
  );
  return parseAllDocuments(stdout, {
    customTags: KUBERNETES_TAGS,
    logLevel: 'silent',
  }).map(document => document.toJS({ maxAliasCount: 1000 }));
}

/** Comparable text of a set of objects, whatever the order of objects and keys. */
const normalise = (objects: readonly unknown[]) =>
  objects.map(object => JSON.stringify(sortKeys(object))).sort();

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  if (typeof value === 'string') {
    // Kustomize trims inline patches, so that a text at their end may lose its last line break.
    return value.trimEnd();
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, item]) => [key, sortKeys(item)]),
      )
    : value;
}

describe('real trees', () => {
  it('are there when a directory is named for them', () => {
    expect(directory === '' || names.length > 0).toBe(true);
  });

  // A loop, because `each` refuses to have nothing to do.
  for (const name of names) {
    describe(`${name}`, () => {
      const files = readDirectory(join(directory, name));
      const index = resolveTree(files, { root: 'kubernetes' });
      const findings = lintTree(index);

      it('has every HelmRelease applied or explained', () => {
        const report = reportOf(index, { findings, elapsedMs: 0 });
        expect(report.unexplained).toEqual([]);
        expect(report.unreached.filter(({ reason }) => reason === '')).toEqual(
          [],
        );
        expect(report.helmReleases.reached).toBeGreaterThan(0);
      });

      it('has no finding of severity error', () => {
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual(
          [],
        );
      });

      it('takes one more item in each of its lists as one more line', () => {
        const lists = [...files].filter(
          ([file, text]) =>
            /(^|\/)kustomization\.ya?ml$/.test(file) &&
            /^resources:/m.test(text),
        );
        for (const [file, text] of lists) {
          const target = { path: ['resources'], value: './new-one/ks.yaml' };
          const inserted = insertListItem(text, target);
          const added = inserted.ok
            ? inserted.text.split('\n').length - text.split('\n').length
            : inserted.reason;
          expect([file, added]).toEqual([file, 1]);
          expect(inserted.ok && removeListItem(inserted.text, target)).toEqual({
            ok: true,
            text,
          });
        }
        expect(lists.length).toBeGreaterThan(0);
      });

      // Every third: kustomize takes a process for each, and all of them have been compared.
      const paths = hasKubectl
        ? [...new Set(index.kustomizations.map(({ path }) => path))]
            .filter(path => files.has(`${path}/kustomization.yaml`))
            .filter((_, position) => position % 3 === 0)
        : [];

      it('is built as kustomize builds it', async () => {
        for (const path of paths) {
          let own: unknown[] | undefined;
          try {
            own = buildKustomization(files, { path }).objects.map(
              ({ object }) => object,
            );
          } catch (error) {
            // What is remote is not fetched here; anything else is a fault.
            if (
              !(error instanceof BuildError) ||
              error.code !== 'remote-resource'
            ) {
              throw error;
            }
          }
          const theirs =
            own && (await byKustomize(join(directory, name, path)));
          expect([path, normalise(own ?? [])]).toEqual([
            path,
            normalise(theirs ?? []),
          ]);
        }
      }, 120_000);
    });
  }
});
