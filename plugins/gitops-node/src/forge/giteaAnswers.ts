import type { z } from 'zod';
import type { ForgeChecks, ForgeCommit, PullRequest } from '../types/Forge';
import type {
  giteaCombinedStatus,
  giteaCompare,
  giteaPullRequest,
} from './giteaSchemas';

type GiteaCommit = NonNullable<z.infer<typeof giteaCompare>['commits']>[number];

/** From Gitea's words to ours. */
export function toCommit(answer: GiteaCommit): ForgeCommit {
  return {
    commit: answer.sha,
    message: answer.commit.message,
    author: answer.commit.author?.name,
  };
}

/** `merged` wins over `closed`: Gitea says both of a merged one. */
export function toPullRequest(
  answer: z.infer<typeof giteaPullRequest>,
): PullRequest {
  return {
    number: answer.number,
    title: answer.title,
    body: answer.body ?? '',
    state: stateOf(answer),
    url: answer.html_url,
    head: headOf(answer),
    base: answer.base.ref,
    headCommit: answer.head.sha,
    mergeCommit: answer.merge_commit_sha ?? undefined,
    isMergeable: answer.mergeable ?? undefined,
    author: answer.user?.login,
    createdAt: answer.created_at ?? undefined,
    updatedAt: answer.updated_at ?? undefined,
    mergedAt: answer.merged_at ?? undefined,
  };
}

/** A branch of a fork is not ours, though it may have the same name. */
function headOf({ head, base }: z.infer<typeof giteaPullRequest>): string {
  const isFork =
    typeof head.repo_id === 'number' &&
    typeof base.repo_id === 'number' &&
    head.repo_id !== base.repo_id;
  return isFork ? `${head.repo?.owner?.login ?? 'fork'}:${head.ref}` : head.ref;
}

function stateOf(
  answer: z.infer<typeof giteaPullRequest>,
): PullRequest['state'] {
  if (answer.merged) {
    return 'merged';
  }
  return answer.state === 'open' ? 'open' : 'closed';
}

const CHECK_STATES: Readonly<Record<string, ForgeChecks['state']>> = {
  success: 'success',
  warning: 'success',
  skipped: 'success',
  pending: 'pending',
  failure: 'failure',
  error: 'failure',
};

/** No status at all is `unknown`: that nothing was checked is not a success. */
export function toChecks(
  answer: z.infer<typeof giteaCombinedStatus> | undefined,
): ForgeChecks {
  const statuses = answer?.statuses ?? [];
  const stateOfWord = (word: string | null | undefined) =>
    CHECK_STATES[word ?? ''] ?? 'unknown';
  return {
    state: statuses.length === 0 ? 'unknown' : stateOfWord(answer?.state),
    checks: statuses.map(each => ({
      name: each.context ?? 'check',
      state: stateOfWord(each.status ?? each.state),
      description: each.description ?? undefined,
      url: each.target_url ?? undefined,
    })),
  };
}
