import type { PullRequest, PullRequestFilter } from '../types/Forge';

/**
 * Whether the pull request is young enough. Lists are sorted by it, so that the
 * first that is not ends the reading; what does not say its age is young.
 */
export function isUpdatedSince(
  pullRequest: PullRequest,
  { updatedSince }: PullRequestFilter,
): boolean {
  const { updatedAt } = pullRequest;
  return (
    updatedSince === undefined ||
    updatedAt === undefined ||
    Date.parse(updatedAt) >= Date.parse(updatedSince)
  );
}

/** What of the filter a forge may have left out: some do not know all of it. */
export function filterPullRequests(
  found: readonly PullRequest[],
  { head, base, state }: PullRequestFilter,
): PullRequest[] {
  return found.filter(
    each =>
      (!head || each.head === head) &&
      (!base || each.base === base) &&
      (state === 'all' || (state === 'open') === (each.state === 'open')),
  );
}
