import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { definitionsFolder } from '../tools/toolFile';
import type { RealKubernetes } from './RealKubernetes';

/** All definitions there are take a busy machine minutes. */
const APPLY_MS = 300_000;

const isOfGroup = (group: string) => (file: string) =>
  file.startsWith(`${group}_`);

/**
 * Creates the CustomResourceDefinitions of some groups (`all`: of every group) and
 * waits until their kinds are served.
 *
 * @throws when there is no definition of a group
 */
export async function applyDefinitions(
  kubernetes: RealKubernetes,
  groups: readonly string[] | 'all',
): Promise<void> {
  const folder = definitionsFolder('yaml');
  const files = readdirSync(folder);
  const missing =
    groups === 'all'
      ? undefined
      : groups.find(group => !files.some(isOfGroup(group)));
  if (missing) {
    throw new Error(
      `There is no definition of the group ${missing}. Name its module in tools/crds/sources.json.`,
    );
  }
  const wanted =
    groups === 'all'
      ? files
      : files.filter(file => groups.some(group => isOfGroup(group)(file)));
  const texts = wanted.map(file =>
    readFileSync(path.join(folder, file), 'utf8'),
  );
  // Client-side apply would write each definition once more, into an annotation
  // that some are too large for.
  await kubernetes.run(
    'kubectl',
    ['apply', '--server-side', '--force-conflicts', '-f', '-'],
    { stdin: texts.join('\n---\n'), timeoutMs: APPLY_MS },
  );
  await kubernetes.run('kubectl', [
    'wait',
    '--for=condition=Established',
    'crd',
    '--all',
    '--timeout=60s',
  ]);
}
