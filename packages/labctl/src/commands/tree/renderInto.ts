import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, readLock, writeLock } from '../../merge/lockFile';
import { mergeTree } from '../../merge/mergeTree';
import type { TreeMerge } from '../../merge/mergeTree';
import { STARTERS } from '../../merge/STARTERS';
import { unifiedDiff } from '../../merge/unifiedDiff';
import { writeFiles } from '../files/writeFiles';
import { baseText, blobId, keepBaseTexts } from './baseTexts';
import { fileInTree } from './treePaths';

/** What rendering would do to a folder, and what is there now. */
export interface PlannedRender {
  merge: TreeMerge;
  /** What lies at the paths in question: path to text. */
  current: ReadonlyMap<string, string>;
}

/**
 * Compares a render with a folder and the lock in it. Writes nothing.
 *
 * @throws Error when a file cannot be read, or lies behind a link.
 */
export function planRender(
  folder: string,
  rendered: ReadonlyMap<string, string>,
): PlannedRender {
  const lockFile = join(folder, LOCK_FILE);
  const lock = existsSync(lockFile)
    ? readLock(readFileSync(lockFile, 'utf8'))
    : new Map<string, string>();
  const current = new Map<string, string>();
  for (const path of new Set([...rendered.keys(), ...lock.keys()])) {
    const file = fileInTree(folder, path);
    if (existsSync(file)) {
      current.set(path, readFileSync(file, 'utf8'));
    }
  }
  const merge = mergeTree({
    rendered,
    current,
    lock,
    baseOf: id => baseText(folder, id),
    starters: STARTERS,
    idOf: blobId,
  });
  return { merge, current };
}

/**
 * Writes a planned render, all or nothing, and the lock with it.
 *
 * @throws Error when the plan has conflicts.
 */
export function writeRender(
  folder: string,
  rendered: ReadonlyMap<string, string>,
  { merge }: PlannedRender,
): void {
  if (merge.conflicts.length > 0) {
    throw new Error('a render with conflicts is not written');
  }
  keepBaseTexts(folder, rendered.values());
  const lock = writeLock(merge.lock);
  const lockFile = join(folder, LOCK_FILE);
  const isLockCurrent =
    existsSync(lockFile) && readFileSync(lockFile, 'utf8') === lock;
  writeFiles(
    folder,
    new Map<string, string | null>([
      ...merge.writes,
      ...merge.removals.map(path => [path, null] as const),
      ...(isLockCurrent ? [] : ([[LOCK_FILE, lock]] as const)),
    ]),
  );
}

/** What a planned render changes, file by file, as unified diffs. */
export function diffsOf({ merge, current }: PlannedRender): string[] {
  return [
    ...[...merge.writes].map(([path, after]) => ({
      path,
      before: current.get(path),
      after,
    })),
    ...merge.removals.map(path => ({
      path,
      before: current.get(path),
      after: undefined,
    })),
  ]
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(unifiedDiff);
}
