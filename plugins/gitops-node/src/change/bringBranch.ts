import { ForgeError, isForgeError } from '../forge/ForgeError';
import type { Forge, ForgeCommit } from '../types/Forge';
import type { ChangeProposal } from './ChangeProposal';
import {
  changesFromBase,
  changesFromBranch,
  holdsProposal,
} from './proposalChanges';

/** Somebody else may make or move the branch between two calls; more often than this is not chance. */
const MAX_ATTEMPTS = 4;

/** The line by which a commit of ours is known on the branch. */
const TRAILER = 'Homestage-Change';

/** What was done to the branch, and where it stands. */
export interface BranchResult {
  readonly commit: string;
  /** `replaced`: it was made anew, because its base had moved on. */
  readonly outcome: 'created' | 'committed' | 'replaced' | 'unchanged';
}

/**
 * Makes the branch hold base plus proposal, and nothing else. Commits that
 * people made on it are never thrown away: then it rejects with `conflict`.
 */
export async function bringBranch(
  forge: Forge,
  proposal: ChangeProposal,
): Promise<BranchResult> {
  let last: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      const existing = await forge.branch(proposal.branch);
      const result =
        existing && (await continueBranch(forge, proposal, existing.commit));
      if (result) {
        return result;
      }
      const replaces = existing?.commit;
      const { commit } = await createBranch(forge, proposal, replaces);
      return { commit, outcome: replaces ? 'replaced' : 'created' };
    } catch (error) {
      // Made by another run in between: the next round takes it up.
      if (!isForgeError(error, 'exists')) {
        throw error;
      }
      last = error;
    }
  }
  throw last ?? branchKeepsMoving(proposal);
}

async function createBranch(
  forge: Forge,
  proposal: ChangeProposal,
  replaces: string | undefined,
): Promise<ForgeCommit> {
  return forge.commit({
    branch: proposal.branch,
    from: proposal.base,
    replaces,
    message: messageOf(proposal),
    author: proposal.author,
    changes: changesFromBase(proposal.files),
  });
}

/** Undefined: the branch has to be made anew on the newest base. */
async function continueBranch(
  forge: Forge,
  proposal: ChangeProposal,
  commit: string,
): Promise<BranchResult | undefined> {
  const { branch, base, files } = proposal;
  const ahead = await forge.compare(base, branch);
  assertOurs(ahead, proposal);
  const blobs = {
    branch: await forge.tree(commit),
    base: await baseTree(forge, base),
  };
  const behind = await forge.compare(branch, base);
  if (behind.length > 0 || ahead.length === 0) {
    const isHeld = ahead.length > 0 && holdsProposal(files, blobs);
    return isHeld ? { commit, outcome: 'unchanged' } : undefined;
  }
  const changes = changesFromBranch(files, blobs);
  if (!changes) {
    return undefined;
  }
  if (changes.length === 0) {
    return { commit, outcome: 'unchanged' };
  }
  const made = await forge.commit({
    branch,
    message: messageOf(proposal),
    author: proposal.author,
    changes,
  });
  return { commit: made.commit, outcome: 'committed' };
}

async function baseTree(
  forge: Forge,
  base: string,
): Promise<ReadonlyMap<string, string>> {
  const head = await forge.branch(base);
  if (!head) {
    throw new ForgeError({
      code: 'not-found',
      message: `The branch '${base}' that the cluster follows does not exist.`,
      nextStep: 'Check branch under homestage.gitops.repositories.',
    });
  }
  return forge.tree(head.commit);
}

function assertOurs(
  ahead: readonly ForgeCommit[],
  proposal: ChangeProposal,
): void {
  const foreign = ahead.find(
    ({ message }) => !message.includes(`${TRAILER}: ${proposal.branch}`),
  );
  if (foreign) {
    throw new ForgeError({
      code: 'conflict',
      message: `Branch '${proposal.branch}' holds commit ${foreign.commit.slice(
        0,
        8,
      )}${
        foreign.author ? ` by ${foreign.author}` : ''
      }, which was not made here and would be lost.`,
      nextStep:
        'Merge its pull request, or delete the branch, then run it again.',
    });
  }
}

function messageOf(proposal: ChangeProposal): string {
  return `${proposal.message.trimEnd()}\n\n${TRAILER}: ${proposal.branch}\n`;
}

function branchKeepsMoving(proposal: ChangeProposal): ForgeError {
  return new ForgeError({
    code: 'conflict',
    message: `Branch '${proposal.branch}' changes faster than it can be read.`,
    nextStep: 'Wait until no other run works on it, then run it again.',
  });
}
