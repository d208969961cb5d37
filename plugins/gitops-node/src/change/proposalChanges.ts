import { gitBlobHash } from '../forge/gitBlobHash';
import type { FileChange } from '../types/Forge';
import type { ProposedFile } from './ChangeProposal';

type Blobs = ReadonlyMap<string, string>;

/** The changes that make the proposal out of the base it was planned on. */
export function changesFromBase(files: readonly ProposedFile[]): FileChange[] {
  return files.flatMap(({ path, before, after }): FileChange[] => {
    if (before === after) {
      return [];
    }
    if (after === undefined) {
      return before === undefined
        ? []
        : [{ kind: 'delete', path, base: gitBlobHash(before) }];
    }
    return before === undefined
      ? [{ kind: 'create', path, text: after }]
      : [{ kind: 'update', path, text: after, base: gitBlobHash(before) }];
  });
}

/**
 * The changes that turn a branch, which stands on the base, into exactly base
 * plus proposal: what an earlier run added and this one does not want goes.
 * Undefined when that takes a text of the base which is not at hand.
 */
export function changesFromBranch(
  files: readonly ProposedFile[],
  options: { branch: Blobs; base: Blobs },
): FileChange[] | undefined {
  const { branch, base } = options;
  const proposed = new Map(files.map(file => [file.path, file]));
  const changes: FileChange[] = [];
  for (const { path, after } of files) {
    const change = changeTo(after, { path, current: branch.get(path) });
    if (change) {
      changes.push(change);
    }
  }
  for (const path of new Set([...branch.keys(), ...base.keys()])) {
    if (proposed.has(path) || branch.get(path) === base.get(path)) {
      continue;
    }
    const current = branch.get(path);
    if (base.has(path) || current === undefined) {
      return undefined;
    }
    changes.push({ kind: 'delete', path, base: current });
  }
  return changes;
}

/**
 * Whether a branch that is behind its base still says what is proposed, so that
 * it can be left as it is.
 */
export function holdsProposal(
  files: readonly ProposedFile[],
  options: { branch: Blobs; base: Blobs },
): boolean {
  const { branch, base } = options;
  const proposed = new Set(files.map(({ path }) => path));
  const isHeld = files.every(
    ({ path, after }) =>
      branch.get(path) ===
      (after === undefined ? undefined : gitBlobHash(after)),
  );
  const leftovers = [...branch.keys()].filter(
    path => !base.has(path) && !proposed.has(path),
  );
  return isHeld && leftovers.length === 0;
}

function changeTo(
  after: string | undefined,
  options: { path: string; current: string | undefined },
): FileChange | undefined {
  const { path, current } = options;
  if (after === undefined) {
    return current === undefined
      ? undefined
      : { kind: 'delete', path, base: current };
  }
  if (current === gitBlobHash(after)) {
    return undefined;
  }
  return current === undefined
    ? { kind: 'create', path, text: after }
    : { kind: 'update', path, text: after, base: current };
}
