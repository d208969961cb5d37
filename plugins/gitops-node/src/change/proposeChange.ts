import { ForgeError, isForgeError } from '../forge/ForgeError';
import type { Forge, PullRequest } from '../types/Forge';
import type { ChangeProposal, ProposalResult } from './ChangeProposal';
import { bringBranch } from './bringBranch';
import type { BranchResult } from './bringBranch';

/**
 * Puts a proposal on the forge as one branch and one open pull request, from
 * whatever an earlier run left there. Running it again with the same proposal
 * changes nothing; with another one it updates the same pull request.
 *
 * Rejects with {@link ForgeError}: `conflict` when the base no longer holds what
 * the proposal was made from (plan again on the newest tree), or when people
 * have committed to the branch. The message says what exists by then.
 *
 * @public
 */
export async function proposeChange(
  forge: Forge,
  proposal: ChangeProposal,
): Promise<ProposalResult> {
  const branch = await bringBranch(forge, proposal);
  try {
    const { pullRequest, outcome } = await bringPullRequest(
      forge,
      proposal,
      branch,
    );
    return { pullRequest, commit: branch.commit, outcome };
  } catch (error) {
    throw withWhatExists(error, proposal, branch);
  }
}

async function bringPullRequest(
  forge: Forge,
  proposal: ChangeProposal,
  branch: BranchResult,
): Promise<Pick<ProposalResult, 'pullRequest' | 'outcome'>> {
  const { branch: head, base, title, body } = proposal;
  const ends = { head, base };
  const open = await findOpen(forge, ends);
  if (open) {
    return update(forge, open, { proposal, branch });
  }
  if (branch.outcome === 'replaced') {
    const reopened = await reopenLatest(forge, ends);
    if (reopened) {
      return update(forge, reopened, { proposal, branch });
    }
  }
  try {
    const pullRequest = await forge.createPullRequest({ ...ends, title, body });
    return { pullRequest, outcome: 'opened' };
  } catch (error) {
    const other = isForgeError(error, 'exists')
      ? await findOpen(forge, ends)
      : undefined;
    if (!other) {
      throw error;
    }
    return update(forge, other, { proposal, branch });
  }
}

async function update(
  forge: Forge,
  pullRequest: PullRequest,
  options: { proposal: ChangeProposal; branch: BranchResult },
): Promise<Pick<ProposalResult, 'pullRequest' | 'outcome'>> {
  const { title, body } = options.proposal;
  if (
    isSameText(pullRequest.title, title) &&
    isSameText(pullRequest.body, body)
  ) {
    const isSame = options.branch.outcome === 'unchanged';
    return { pullRequest, outcome: isSame ? 'unchanged' : 'updated' };
  }
  const updated = await forge.updatePullRequest(pullRequest.number, {
    title,
    body,
  });
  return { pullRequest: updated, outcome: 'updated' };
}

/** Forges may give a text back with other line ends, or without blanks at its ends. */
function isSameText(ours: string, theirs: string): boolean {
  const [a, b] = [ours, theirs].map(text => text.replace(/\r\n/g, '\n').trim());
  return a === b;
}

async function findOpen(
  forge: Forge,
  ends: { head: string; base: string },
): Promise<PullRequest | undefined> {
  const [first] = await forge.pullRequests({ ...ends, state: 'open' });
  return first;
}

/** Forges close a pull request when its branch goes; the same one is to go on. */
async function reopenLatest(
  forge: Forge,
  ends: { head: string; base: string },
): Promise<PullRequest | undefined> {
  const closed = await forge.pullRequests({ ...ends, state: 'closed' });
  const latest = closed
    .filter(({ state }) => state === 'closed')
    .sort((a, b) => b.number - a.number)[0];
  if (!latest) {
    return undefined;
  }
  try {
    return await forge.updatePullRequest(latest.number, { state: 'open' });
  } catch (error) {
    if (isForgeError(error, 'conflict', 'invalid', 'not-found')) {
      // This forge does not reopen it; a new one takes its place.
      return undefined;
    }
    throw error;
  }
}

function withWhatExists(
  error: unknown,
  proposal: ChangeProposal,
  branch: BranchResult,
): unknown {
  if (!isForgeError(error)) {
    return error;
  }
  return new ForgeError({
    code: error.code,
    status: error.status,
    message: `Branch '${
      proposal.branch
    }' holds the change (commit ${branch.commit.slice(
      0,
      8,
    )}), but its pull request could not be opened or updated. ${error.message}`,
    nextStep: 'Nothing is lost: running it again continues from this branch.',
    cause: error,
  });
}
