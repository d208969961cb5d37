import type { CommitRequest, FileChange } from '../types/Forge';
import { ForgeError } from './ForgeError';

/** The first change that does not fit what is there. */
export function misfit(
  changes: readonly FileChange[],
  blobs: ReadonlyMap<string, string>,
): FileChange | undefined {
  return changes.find(change =>
    change.kind === 'create'
      ? blobs.has(change.path)
      : blobs.get(change.path) !== change.base,
  );
}

/** That a file is not what its change was made from. */
export function changedSince(
  path: string,
  request: Pick<CommitRequest, 'branch' | 'from'>,
  cause?: { status?: number },
): ForgeError {
  return new ForgeError({
    code: 'conflict',
    status: cause?.status,
    message: `${path} on branch '${
      request.from ?? request.branch
    }' has changed since the change was made.`,
    nextStep: 'Run it again: it starts from what the branch holds now.',
    cause,
  });
}

/** That the branch is not where it was when it was read. */
export function branchMoved(
  branch: string,
  cause?: { status?: number },
): ForgeError {
  return new ForgeError({
    code: 'conflict',
    status: cause?.status,
    message: `Branch '${branch}' was moved by somebody else, and was left as it is.`,
    nextStep: 'Run it again: it starts from what the branch holds now.',
    cause,
  });
}

/** That the branch to be made is there. */
export function branchExists(
  branch: string,
  cause?: { status?: number },
): ForgeError {
  return new ForgeError({
    code: 'exists',
    status: cause?.status,
    message: `Branch '${branch}' exists already.`,
    nextStep: 'Run it again: the branch is taken up and updated.',
    cause,
  });
}

/** That a pull request for the branch is open. */
export function pullRequestExists(
  head: string,
  cause?: { status?: number },
): ForgeError {
  return new ForgeError({
    code: 'exists',
    status: cause?.status,
    message: `A pull request for branch '${head}' is open already.`,
    nextStep: 'Run it again: the open one is updated.',
    cause,
  });
}

/** That there is no branch to commit on. */
export function branchMissing(branch: string): ForgeError {
  return new ForgeError({
    code: 'not-found',
    message: `There is no branch '${branch}' to start from.`,
    nextStep: 'Check branch under homestage.gitops.repositories.',
  });
}

/**
 * That the forge keeps a branch as it is, though nothing else explains it:
 * rules of the repository, which forges tell with 409 or 422.
 */
export function branchProtected(
  branch: string,
  cause: { status?: number; message: string },
): ForgeError {
  return new ForgeError({
    code: 'forbidden',
    status: cause.status,
    message: `Branch '${branch}' may not be written. ${cause.message}`,
    nextStep:
      'Allow it in the rules or branch protection of the repository, then run it again. Nothing was written.',
    cause,
  });
}
