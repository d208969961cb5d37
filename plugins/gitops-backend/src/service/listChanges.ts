import {
  CHANGE_BRANCH_PREFIX,
  type ChangeRow,
  type ChangesAnswer,
} from '@homestage/backstage-plugin-gitops-common';
import {
  isForgeError,
  type ForgeService,
  type PullRequest,
  type RepositoryInfo,
} from '@homestage/backstage-plugin-gitops-node';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';

/**
 * The open pull requests of ours in all repositories, newest first. A forge
 * that fails costs its own rows only, and is told as a source.
 */
export async function listChanges(
  repositories: readonly RepositoryInfo[],
  options: { readonly forges: ForgeService; readonly now: number },
): Promise<ChangesAnswer> {
  const parts = await Promise.all(
    repositories.map(repository => changesOf(repository, options)),
  );
  const rows = parts
    .flatMap(part => part.rows)
    .sort((a, b) => ((a.updatedAt ?? '') < (b.updatedAt ?? '') ? 1 : -1));
  const sources = parts.map(part => part.source);
  const states = sources.map(({ source, status }) => [source, status]);
  return { sources, rows, revision: JSON.stringify([states, rows]) };
}

async function changesOf(
  repository: RepositoryInfo,
  options: { readonly forges: ForgeService; readonly now: number },
): Promise<{ rows: ChangeRow[]; source: SourceState }> {
  const at = new Date(options.now).toISOString();
  const source: SourceState = {
    source: `forge/${repository.name}`,
    title: `Pull requests of ${repository.name}`,
    cluster: repository.cluster,
    status: 'live',
    since: at,
    asOf: at,
    message: `${repository.host} answers.`,
  };
  try {
    const forge = options.forges.forRepository(repository.name);
    const open = await forge.pullRequests({
      state: 'open',
      base: repository.branch,
    });
    const ours = open.filter(({ head }) =>
      head.startsWith(CHANGE_BRANCH_PREFIX),
    );
    const rows = await Promise.all(
      ours.map(async pullRequest => {
        const checks = pullRequest.headCommit
          ? (await forge.checks(pullRequest.headCommit)).state
          : 'unknown';
        return toRow(pullRequest, { repository: repository.name, checks });
      }),
    );
    return { rows, source };
  } catch (error) {
    if (!isForgeError(error)) {
      throw error;
    }
    return { rows: [], source: failed(source, error) };
  }
}

function failed(
  source: SourceState,
  error: { code: string; message: string; nextStep: string },
): SourceState {
  const { code, message, nextStep } = error;
  const isRefused = code === 'unauthenticated' || code === 'forbidden';
  const isSetUp = code !== 'unsupported' && code !== 'not-found';
  const whenReachable = isSetUp ? 'unreachable' : 'misconfigured';
  return {
    ...source,
    status: isRefused ? (code as SourceState['status']) : whenReachable,
    asOf: undefined,
    message,
    nextStep,
  };
}

function toRow(
  pullRequest: PullRequest,
  more: Pick<ChangeRow, 'repository' | 'checks'>,
): ChangeRow {
  const { number, title, url, head, state, author } = pullRequest;
  const { createdAt, updatedAt, isMergeable } = pullRequest;
  return {
    ...more,
    number,
    title,
    url,
    branch: head,
    state,
    author,
    createdAt,
    updatedAt,
    isMergeable,
  };
}
