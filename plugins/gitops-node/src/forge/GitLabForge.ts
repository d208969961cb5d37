import {
  getGitLabIntegrationRelativePath,
  type GitLabIntegrationConfig,
} from '@backstage/integration';
import { z } from 'zod';
import type {
  CommitRequest,
  Forge,
  ForgeBranch,
  ForgeChecks,
  ForgeCommit,
  PullRequest,
  PullRequestEnds,
  PullRequestFilter,
  PullRequestText,
} from '../types/Forge';
import type { RepositoryInfo } from '../types/RepositoryInfo';
import {
  branchExists,
  branchMissing,
  branchMoved,
  branchProtected,
  changedSince,
  misfit,
  pullRequestExists,
} from './commitRefusals';
import { filterPullRequests, isUpdatedSince } from './filterPullRequests';
import { ForgeClient, type ForgeClientOptions } from './ForgeClient';
import { ForgeError, isForgeError } from './ForgeError';
import type { ForgeAccess } from './forgeAccess';
import { toCommit, toPullRequest } from './gitlabAnswers';
import {
  gitlabBranch,
  gitlabCommitId,
  gitlabCommits,
  gitlabCompare,
  gitlabDiffs,
  gitlabMergeRequest,
  gitlabMergeRequests,
  gitlabProject,
  gitlabTree,
} from './gitlabSchemas';
import { lookAtGitlabFile } from './lookAtGitlabFile';
import { nextPageToken } from './nextPageToken';
import { pathsOf } from './pathsOf';
import { readGitlabChecks } from './readGitlabChecks';
import { readPages } from './readPages';
import { toCommitAction } from './toCommitAction';

const PAGE_SIZE = 100;
const MAX_TREE_PAGES = 500;
const MAX_PULL_REQUEST_PAGES = 5;
const MAX_FILE_PAGES = 30;
const MAX_COMMITS = 250;
/** Files whose state is asked for at the same time. */
const FILES_AT_A_TIME = 4;

/**
 * A project on GitLab, by the REST API v4. One call makes the commit and moves
 * or makes its branch, so that a run that breaks off has written all or
 * nothing. GitLab itself refuses the commit when one of its files was changed
 * since it was looked at.
 */
export class GitLabForge implements Forge {
  readonly #client: ForgeClient;
  readonly #root: string;

  /**
   * integration: entry of `integrations.gitlab` for the host;
   *   unset: GitLab is taken to be at the root of its host
   */
  static create(
    repository: Pick<RepositoryInfo, 'host' | 'owner' | 'repository' | 'url'>,
    options: {
      integration: GitLabIntegrationConfig | undefined;
      access: ForgeAccess;
    } & Pick<ForgeClientOptions, 'timeoutMs' | 'now' | 'wait'>,
  ): GitLabForge {
    const { host, owner, url } = repository;
    const { integration, ...clientOptions } = options;
    const apiUrl = integration?.apiBaseUrl ?? `${new URL(url).origin}/api/v4`;
    const below = integration
      ? getGitLabIntegrationRelativePath(integration).replace(/^\//, '')
      : '';
    const project = `${owner}/${repository.repository}`;
    const client = new ForgeClient({ ...clientOptions, host, apiUrl });
    return new GitLabForge(
      client,
      below && project.startsWith(`${below}/`)
        ? project.slice(below.length + 1)
        : project,
    );
  }

  private constructor(client: ForgeClient, project: string) {
    this.#client = client;
    this.#root = `/projects/${encodeURIComponent(project)}`;
  }

  async branch(name: string): Promise<ForgeBranch | undefined> {
    const answer = await this.#client.read({
      path: `${this.#root}/repository/branches/${encodeURIComponent(name)}`,
      doing: `reading branch '${name}'`,
      schema: gitlabBranch,
    });
    if (!answer) {
      await this.#assertProject();
    }
    return answer && { name: answer.name, commit: answer.commit.id };
  }

  async tree(commit: string): Promise<ReadonlyMap<string, string>> {
    const blobs = new Map<string, string>();
    let token: string | undefined;
    for (let page = 1; page <= MAX_TREE_PAGES; page++) {
      const query = new URLSearchParams({
        ref: commit,
        recursive: 'true',
        pagination: 'keyset',
        per_page: String(PAGE_SIZE),
        ...(token ? { page_token: token } : {}),
      });
      const { answer, headers } = await this.#client.exchange({
        path: `${this.#root}/repository/tree?${query}`,
        doing: `reading the tree of ${commit.slice(0, 8)}`,
        schema: gitlabTree,
      });
      for (const { type, path, id } of answer) {
        if (type === 'blob') {
          blobs.set(path, id);
        }
      }
      token = nextPageToken(headers.get('link'));
      if (!token) {
        return blobs;
      }
    }
    throw new ForgeError({
      code: 'failed',
      message: `The tree of ${commit.slice(0, 8)} is too large to be read.`,
      nextStep:
        'Move what is not part of the lab out of the repository, then run it again.',
    });
  }

  async commit(request: CommitRequest): Promise<ForgeCommit> {
    const { branch, from, replaces, message, author, changes } = request;
    const lastCommits = await this.#assertUnchanged(request);
    if (replaces && (await this.branch(branch))?.commit !== replaces) {
      throw branchMoved(branch);
    }
    try {
      const { id } = await this.#client.request({
        method: 'POST',
        path: `${this.#root}/repository/commits`,
        doing: `committing to branch '${branch}'`,
        body: {
          branch,
          commit_message: message,
          actions: changes.map(change =>
            toCommitAction(change, lastCommits.get(change.path)),
          ),
          ...(from ? { start_branch: from } : {}),
          ...(replaces ? { force: true } : {}),
          ...(author
            ? { author_name: author.name, author_email: author.email }
            : {}),
        },
        schema: gitlabCommitId,
      });
      return { commit: id, message };
    } catch (error) {
      throw await this.#explainCommit(error, request);
    }
  }

  async deleteBranch(name: string): Promise<void> {
    await this.#client.read({
      method: 'DELETE',
      path: `${this.#root}/repository/branches/${encodeURIComponent(name)}`,
      doing: `removing branch '${name}'`,
      schema: z.unknown(),
    });
  }

  async compare(base: string, head: string): Promise<readonly ForgeCommit[]> {
    const query = new URLSearchParams({ from: base, to: head });
    const { commit, commits } = await this.#client.request({
      path: `${this.#root}/repository/compare?${query}`,
      doing: `comparing ${base} with ${head}`,
      schema: gitlabCompare,
    });
    const found = commits.map(toCommit);
    // Oldest first; the answer says which one is the head.
    if (found[0]?.commit !== commit?.id) {
      found.reverse();
    }
    return found.slice(0, MAX_COMMITS);
  }

  async latestCommits(branch: string): Promise<readonly ForgeCommit[]> {
    const query = new URLSearchParams({ ref_name: branch, per_page: '50' });
    const commits = await this.#client.request({
      path: `${this.#root}/repository/commits?${query}`,
      doing: `listing commits of ${branch}`,
      schema: gitlabCommits,
    });
    return commits.map(toCommit);
  }

  async pullRequests(
    options: PullRequestFilter,
  ): Promise<readonly PullRequest[]> {
    const { state, head, base } = options;
    const query = new URLSearchParams({
      // GitLab's `closed` leaves out the merged ones.
      state: state === 'open' ? 'opened' : 'all',
      order_by: 'updated_at',
      sort: 'desc',
      per_page: String(PAGE_SIZE),
      ...(head ? { source_branch: head } : {}),
      ...(base ? { target_branch: base } : {}),
    });
    const found = await readPages(
      async page =>
        (
          await this.#client.request({
            path: `${this.#root}/merge_requests?${query}&page=${page}`,
            doing: 'listing merge requests',
            schema: gitlabMergeRequests,
          })
        ).map(toPullRequest),
      {
        size: PAGE_SIZE,
        maxPages: MAX_PULL_REQUEST_PAGES,
        isWanted: each => isUpdatedSince(each, options),
      },
    );
    return filterPullRequests(found, options);
  }

  async pullRequest(number: number): Promise<PullRequest | undefined> {
    const answer = await this.#client.read({
      path: `${this.#root}/merge_requests/${number}`,
      doing: `reading merge request !${number}`,
      schema: gitlabMergeRequest,
    });
    return answer && toPullRequest(answer);
  }

  async changedFiles(number: number): Promise<readonly string[]> {
    const files = await readPages(
      page =>
        this.#client.request({
          path: `${
            this.#root
          }/merge_requests/${number}/diffs?per_page=${PAGE_SIZE}&page=${page}`,
          doing: `reading the files of merge request !${number}`,
          schema: gitlabDiffs,
        }),
      { size: PAGE_SIZE, maxPages: MAX_FILE_PAGES },
    );
    return pathsOf(files.map(each => [each.old_path, each.new_path]));
  }

  async createPullRequest(
    request: PullRequestText & PullRequestEnds,
  ): Promise<PullRequest> {
    const { head, base, title, body } = request;
    try {
      const answer = await this.#client.request({
        method: 'POST',
        path: `${this.#root}/merge_requests`,
        doing: `opening a merge request for branch '${head}'`,
        body: {
          source_branch: head,
          target_branch: base,
          title,
          description: body,
          remove_source_branch: true,
        },
        schema: gitlabMergeRequest,
      });
      return toPullRequest(answer);
    } catch (error) {
      if (
        isForgeError(error, 'conflict', 'invalid') &&
        (await this.pullRequests({ head, base, state: 'open' })).length > 0
      ) {
        throw pullRequestExists(head, error);
      }
      throw error;
    }
  }

  async updatePullRequest(
    number: number,
    change: Partial<PullRequestText> & { state?: 'open' | 'closed' },
  ): Promise<PullRequest> {
    const { title, body, state } = change;
    const event = state === 'open' ? 'reopen' : 'close';
    const answer = await this.#client.request({
      method: 'PUT',
      path: `${this.#root}/merge_requests/${number}`,
      doing: `updating merge request !${number}`,
      body: {
        title,
        description: body,
        ...(state ? { state_event: event } : {}),
      },
      schema: gitlabMergeRequest,
    });
    const updated = toPullRequest(answer);
    if (state === 'open' && updated.state !== 'open') {
      // GitLab leaves out what it can not do, and answers 200.
      throw new ForgeError({
        code: 'conflict',
        message: `Merge request !${number} can not be opened again.`,
        nextStep: 'Open a new one for its branch.',
      });
    }
    return updated;
  }

  async checks(commit: string): Promise<ForgeChecks> {
    return readGitlabChecks(commit, { client: this.#client, root: this.#root });
  }

  /**
   * The last commit of every file to be changed or removed, by path, once the
   * file is known to be what the change was made from. With it GitLab sees a
   * change that comes between this look and the commit.
   */
  async #assertUnchanged(
    request: CommitRequest,
  ): Promise<ReadonlyMap<string, string>> {
    const source = request.from ?? request.branch;
    const found = new Map<string, string>();
    const changes = request.changes.flatMap(change =>
      change.kind === 'create' ? [] : [change],
    );
    for (let at = 0; at < changes.length; at += FILES_AT_A_TIME) {
      await Promise.all(
        changes.slice(at, at + FILES_AT_A_TIME).map(async ({ path, base }) => {
          const file = await lookAtGitlabFile(
            { path, branch: source },
            { client: this.#client, root: this.#root },
          );
          if (file?.blob !== base) {
            throw (await this.branch(source))
              ? changedSince(path, request)
              : branchMissing(source);
          }
          found.set(path, file.lastCommit);
        }),
      );
    }
    return found;
  }

  /**
   * GitLab answers 400 for a branch that exists, for a file that is or is not
   * there, and for one that has changed; what the branch is now tells them
   * apart.
   */
  async #explainCommit(
    error: unknown,
    request: CommitRequest,
  ): Promise<unknown> {
    if (!isForgeError(error, 'invalid', 'conflict')) {
      return error;
    }
    const { branch, from, replaces, changes } = request;
    if (from && !replaces && (await this.branch(branch))) {
      return branchExists(branch, error);
    }
    const source = await this.branch(from ?? branch);
    if (!source) {
      return branchMissing(from ?? branch);
    }
    const moved = misfit(changes, await this.tree(source.commit));
    return moved
      ? changedSince(moved.path, request, error)
      : branchProtected(branch, error);
  }

  /** A missing branch and a missing project are both 404; they are not the same fault. */
  async #assertProject(): Promise<void> {
    await this.#client.request({
      path: this.#root,
      doing: 'reading the project',
      schema: gitlabProject,
    });
  }
}
