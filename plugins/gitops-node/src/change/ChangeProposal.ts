import type { PullRequest, PullRequestText } from '../types/Forge';

/**
 * A change of the tree, ready to be proposed: whole texts, one commit, one
 * branch.
 *
 * @public
 */
export interface ChangeProposal extends PullRequestText {
  /** Branch to propose from; the same change always has the same. */
  readonly branch: string;
  /** Branch that the cluster follows. */
  readonly base: string;
  readonly message: string;
  readonly files: readonly ProposedFile[];
  /** Unset: the owner of the token. */
  readonly author?: { readonly name: string; readonly email: string };
}

/**
 * A file before and after. Unset `before`: it is new; unset `after`: it goes.
 *
 * @public
 */
export interface ProposedFile {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * What there is on the forge after a proposal.
 *
 * @public
 */
export interface ProposalResult {
  readonly pullRequest: PullRequest;
  /** Head of the branch. */
  readonly commit: string;
  readonly outcome: 'opened' | 'updated' | 'unchanged';
}
