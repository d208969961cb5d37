import type { z } from 'zod';
import type { ForgeChecks, ForgeCommit, PullRequest } from '../types/Forge';
import type {
  gitlabCommitDetail,
  gitlabCompare,
  gitlabMergeRequest,
  gitlabStatuses,
} from './gitlabSchemas';
import { stateOfChecks } from './stateOfChecks';

type GitlabMergeRequest = z.infer<typeof gitlabMergeRequest>;
type State = ForgeChecks['state'];

/** From GitLab's words to ours. */
export function toCommit(
  answer: z.infer<typeof gitlabCompare>['commits'][number],
): ForgeCommit {
  return {
    commit: answer.id,
    message: answer.message,
    author: answer.author_name ?? undefined,
  };
}

export function toPullRequest(answer: GitlabMergeRequest): PullRequest {
  return {
    number: answer.iid,
    title: answer.title,
    body: answer.description ?? '',
    state: stateOf(answer.state),
    url: answer.web_url,
    head: headOf(answer),
    base: answer.target_branch,
    headCommit: answer.sha ?? undefined,
    mergeCommit: mergeCommitOf(answer),
    isMergeable: isMergeable(answer),
    author: answer.author?.username,
    createdAt: answer.created_at ?? undefined,
    updatedAt: answer.updated_at ?? undefined,
    mergedAt: answer.merged_at ?? undefined,
  };
}

/** `locked` is open: it is being merged at this moment. */
function stateOf(state: string): PullRequest['state'] {
  switch (state) {
    case 'opened':
    case 'locked':
      return 'open';
    case 'merged':
      return 'merged';
    default:
      return 'closed';
  }
}

/** A branch of a fork, or of a fork that is gone, is not ours. */
function headOf(answer: GitlabMergeRequest): string {
  const { source_project_id: source, target_project_id: target } = answer;
  return source === target
    ? answer.source_branch
    : `${source ?? 'fork'}:${answer.source_branch}`;
}

/** What was merged by fast-forward has no commit of its own. */
function mergeCommitOf(answer: GitlabMergeRequest): string | undefined {
  return answer.state === 'merged'
    ? answer.merge_commit_sha ??
        answer.squash_commit_sha ??
        answer.sha ??
        undefined
    : undefined;
}

/** GitLab looks for conflicts when it comes to it; until then it does not know. */
function isMergeable(answer: GitlabMergeRequest): boolean | undefined {
  if (answer.has_conflicts || answer.merge_status === 'cannot_be_merged') {
    return false;
  }
  return answer.merge_status === 'can_be_merged' ? true : undefined;
}

/** States of pipelines and jobs. A manual one that holds up its pipeline is waited for. */
const STATES: Readonly<Record<string, State>> = {
  success: 'success',
  skipped: 'success',
  failed: 'failure',
  canceled: 'failure',
  canceling: 'failure',
  created: 'pending',
  waiting_for_resource: 'pending',
  waiting_for_callback: 'pending',
  preparing: 'pending',
  pending: 'pending',
  running: 'pending',
  manual: 'pending',
  scheduled: 'pending',
};

/** Jobs that may fail, and manual ones that nothing waits for, hold up nothing. */
const HARMLESS_WHEN_ALLOWED = ['failed', 'canceled', 'manual'];

/**
 * The newest pipeline of a commit, and every job and outside status of all its
 * pipelines.
 */
export function toChecks(
  commit: z.infer<typeof gitlabCommitDetail> | undefined,
  statuses: z.infer<typeof gitlabStatuses>,
): ForgeChecks {
  const checks = statuses.map(each => ({
    name: each.name,
    state:
      each.allow_failure && HARMLESS_WHEN_ALLOWED.includes(each.status)
        ? 'success'
        : STATES[each.status] ?? 'unknown',
    description: each.description ?? undefined,
    url: each.target_url ?? undefined,
  })) satisfies ForgeChecks['checks'];
  const pipeline = commit?.last_pipeline;
  return {
    state: stateOfChecks([
      ...(pipeline ? [STATES[pipeline.status] ?? 'unknown'] : []),
      ...checks.map(({ state }) => state),
    ]),
    checks,
  };
}
