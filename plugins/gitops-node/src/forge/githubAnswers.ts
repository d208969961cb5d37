import type { z } from 'zod';
import type { ForgeChecks, ForgeCommit, PullRequest } from '../types/Forge';
import type {
  githubCheckRuns,
  githubCombinedStatus,
  githubComparison,
  githubPullRequest,
} from './githubSchemas';
import { stateOfChecks } from './stateOfChecks';

type GithubPullRequest = z.infer<typeof githubPullRequest>;
type State = ForgeChecks['state'];

/** From GitHub's words to ours. */
export function toCommit(
  answer: z.infer<typeof githubComparison>['commits'][number],
): ForgeCommit {
  return {
    commit: answer.sha,
    message: answer.commit.message,
    author: answer.commit.author?.name,
  };
}

export function toPullRequest(answer: GithubPullRequest): PullRequest {
  const state = stateOf(answer);
  return {
    number: answer.number,
    title: answer.title,
    body: answer.body ?? '',
    state,
    url: answer.html_url,
    head: headOf(answer),
    base: answer.base.ref,
    headCommit: answer.head.sha,
    // Before the merge it is a trial merge that nobody keeps.
    mergeCommit:
      state === 'merged' ? answer.merge_commit_sha ?? undefined : undefined,
    isMergeable: answer.mergeable ?? undefined,
    author: answer.user?.login,
    createdAt: answer.created_at,
    updatedAt: answer.updated_at,
    mergedAt: answer.merged_at ?? undefined,
  };
}

/** Lists do not say `merged`; when it was, all answers say. */
function stateOf(answer: GithubPullRequest): PullRequest['state'] {
  if (answer.merged_at) {
    return 'merged';
  }
  return answer.state === 'open' ? 'open' : 'closed';
}

/** A branch of a fork, or of a fork that is gone, is not ours. */
function headOf({ head, base }: GithubPullRequest): string {
  return head.repo && head.repo.id === base.repo?.id
    ? head.ref
    : head.label ?? `fork:${head.ref}`;
}

const STATUS_STATES: Readonly<Record<string, State>> = {
  success: 'success',
  pending: 'pending',
  failure: 'failure',
  error: 'failure',
};

/** As GitHub itself rolls them up: what was left out does no harm, what was stopped does. */
const CONCLUSIONS: Readonly<Record<string, State>> = {
  success: 'success',
  neutral: 'success',
  skipped: 'success',
  failure: 'failure',
  cancelled: 'failure',
  timed_out: 'failure',
  action_required: 'failure',
  startup_failure: 'failure',
};

const RUNNING = [
  'queued',
  'in_progress',
  'waiting',
  'requested',
  'pending',
] as const;

function stateOfRun(status: string, conclusion: string | undefined): State {
  if (RUNNING.some(known => known === status)) {
    return 'pending';
  }
  return CONCLUSIONS[conclusion ?? ''] ?? 'unknown';
}

/**
 * Commit statuses (other systems) and check runs (GitHub's own) together.
 *
 * @param runs - unset: the token may not read them, so that nothing can be
 *   called a success
 */
export function toChecks(
  combined: z.infer<typeof githubCombinedStatus> | undefined,
  runs: z.infer<typeof githubCheckRuns>['check_runs'] | undefined,
): ForgeChecks {
  const checks: ForgeChecks['checks'] = [
    ...(combined?.statuses ?? []).map(each => ({
      name: each.context,
      state: STATUS_STATES[each.state] ?? 'unknown',
      description: each.description ?? undefined,
      url: each.target_url ?? undefined,
    })),
    ...(runs ?? []).map(each => ({
      name: each.name,
      state: stateOfRun(each.status, each.conclusion ?? undefined),
      description: each.output?.title ?? undefined,
      url: each.html_url ?? undefined,
    })),
  ];
  const states = checks.map(({ state }) => state);
  if (combined && combined.total_count > combined.statuses.length) {
    // Not all are in the answer, but its own sum counts them.
    states.push(STATUS_STATES[combined.state] ?? 'unknown');
  }
  return {
    state: stateOfChecks(runs ? states : [...states, 'unknown']),
    checks,
  };
}
