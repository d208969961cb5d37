import type { GithubIntegrationConfig } from '@backstage/integration';
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
import { encodePath } from './encodePath';
import { filterPullRequests, isUpdatedSince } from './filterPullRequests';
import { ForgeClient, type ForgeClientOptions } from './ForgeClient';
import { isForgeError, type ForgeError } from './ForgeError';
import type { ForgeAccess } from './forgeAccess';
import { toCommit, toPullRequest } from './githubAnswers';
import {
  githubChangedFiles,
  githubCommits,
  githubComparison,
  githubGitCommit,
  githubPullRequest,
  githubPullRequests,
  githubRef,
} from './githubSchemas';
import { pathsOf } from './pathsOf';
import { readGithubChecks } from './readGithubChecks';
import { blobsOf, readGithubTree, type GithubTree } from './readGithubTree';
import { readPages } from './readPages';
import { writeGithubCommit } from './writeGithubCommit';

const API_VERSION = '2022-11-28';
const PAGE_SIZE = 100;
const MAX_PULL_REQUEST_PAGES = 5;
const MAX_FILE_PAGES = 30;
const MAX_COMMITS = 250;

type Comparison = z.infer<typeof githubComparison>;

/**
 * A repository on GitHub or GitHub Enterprise Server, by the REST API v3. A
 * commit is made out of Git objects; nothing refers to them until the last
 * call, which moves the branch, so that a run that breaks off has written
 * nothing.
 */
export class GitHubForge implements Forge {
  readonly #client: ForgeClient;
  readonly #root: string;
  readonly #owner: string;

  /**
   * integration: entry of `integrations.github` for the host;
   *   unset: the API is looked for where GitHub Enterprise Server has it
   */
  static create(
    repository: Pick<RepositoryInfo, 'host' | 'owner' | 'repository' | 'url'>,
    options: {
      integration: GithubIntegrationConfig | undefined;
      access: ForgeAccess;
    } & Pick<ForgeClientOptions, 'timeoutMs' | 'now' | 'wait'>,
  ): GitHubForge {
    const { host, owner, url } = repository;
    const { integration, ...clientOptions } = options;
    const apiUrl = integration?.apiBaseUrl ?? `${new URL(url).origin}/api/v3`;
    const client = new ForgeClient({
      ...clientOptions,
      host,
      apiUrl,
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': API_VERSION,
        // GitHub refuses calls without one.
        'user-agent': 'homestage',
      },
    });
    return new GitHubForge(client, { owner, name: repository.repository });
  }

  private constructor(
    client: ForgeClient,
    repository: { owner: string; name: string },
  ) {
    this.#client = client;
    this.#owner = repository.owner;
    this.#root = encodePath(`/repos/${repository.owner}/${repository.name}`);
  }

  async branch(name: string): Promise<ForgeBranch | undefined> {
    const answer = await this.#client.read({
      path: `${this.#root}/git/ref/heads/${encodePath(name)}`,
      doing: `reading branch '${name}'`,
      schema: githubRef,
    });
    if (!answer) {
      await this.#assertRepository();
    }
    return answer && { name, commit: answer.object.sha };
  }

  async tree(commit: string): Promise<ReadonlyMap<string, string>> {
    const { entries } = await this.#treeOf(commit);
    return blobsOf(entries);
  }

  async commit(request: CommitRequest): Promise<ForgeCommit> {
    const { branch, from, replaces, changes } = request;
    const source = await this.branch(from ?? branch);
    if (!source) {
      throw branchMissing(from ?? branch);
    }
    const { sha: baseTree, entries } = await this.#treeOf(source.commit);
    const moved = misfit(changes, blobsOf(entries));
    if (moved) {
      throw changedSince(moved.path, request);
    }
    const made = await writeGithubCommit(
      request,
      { parent: source.commit, tree: baseTree, entries },
      { client: this.#client, root: this.#root },
    );
    if (from && !replaces) {
      await this.#createRef(branch, made);
    } else {
      await this.#moveRef(branch, {
        to: made,
        from: replaces ?? source.commit,
        isForced: replaces !== undefined,
      });
    }
    return { commit: made, message: request.message };
  }

  async deleteBranch(name: string): Promise<void> {
    try {
      await this.#client.read({
        method: 'DELETE',
        path: `${this.#root}/git/refs/heads/${encodePath(name)}`,
        doing: `removing branch '${name}'`,
        schema: z.unknown(),
      });
    } catch (error) {
      // A branch that is not there is 422, as are rules that forbid it.
      if (isForgeError(error, 'invalid', 'conflict')) {
        if (await this.branch(name)) {
          throw branchProtected(name, error);
        }
        return;
      }
      throw error;
    }
  }

  async compare(base: string, head: string): Promise<readonly ForgeCommit[]> {
    const first = await this.#comparison(base, head, 1);
    const pages = Math.max(1, Math.ceil(first.total_commits / PAGE_SIZE));
    const oldest = Math.max(0, first.total_commits - MAX_COMMITS);
    // Oldest first, so that what is wanted is on the last pages.
    const from = Math.floor(oldest / PAGE_SIZE) + 1;
    const commits = from === 1 ? [...first.commits] : [];
    for (let page = Math.max(from, 2); page <= pages; page++) {
      commits.push(...(await this.#comparison(base, head, page)).commits);
    }
    return commits.map(toCommit).reverse().slice(0, MAX_COMMITS);
  }

  async latestCommits(branch: string): Promise<readonly ForgeCommit[]> {
    const query = new URLSearchParams({ sha: branch, per_page: '50' });
    const commits = await this.#client.request({
      path: `${this.#root}/commits?${query}`,
      doing: `listing commits of ${branch}`,
      schema: githubCommits,
    });
    return commits.map(toCommit);
  }

  async pullRequests(
    options: PullRequestFilter,
  ): Promise<readonly PullRequest[]> {
    const { state, head, base } = options;
    const query = new URLSearchParams({
      state,
      sort: 'updated',
      direction: 'desc',
      per_page: String(PAGE_SIZE),
      ...(head ? { head: `${this.#owner}:${head}` } : {}),
      ...(base ? { base } : {}),
    });
    const found = await readPages(
      async page =>
        (
          await this.#client.request({
            path: `${this.#root}/pulls?${query}&page=${page}`,
            doing: 'listing pull requests',
            schema: githubPullRequests,
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
      path: `${this.#root}/pulls/${number}`,
      doing: `reading pull request #${number}`,
      schema: githubPullRequest,
    });
    return answer && toPullRequest(answer);
  }

  async changedFiles(number: number): Promise<readonly string[]> {
    const files = await readPages(
      page =>
        this.#client.request({
          path: `${
            this.#root
          }/pulls/${number}/files?per_page=${PAGE_SIZE}&page=${page}`,
          doing: `reading the files of pull request #${number}`,
          schema: githubChangedFiles,
        }),
      { size: PAGE_SIZE, maxPages: MAX_FILE_PAGES },
    );
    return pathsOf(files.map(each => [each.previous_filename, each.filename]));
  }

  async createPullRequest(
    request: PullRequestText & PullRequestEnds,
  ): Promise<PullRequest> {
    const { head, base, title, body } = request;
    try {
      const answer = await this.#client.request({
        method: 'POST',
        path: `${this.#root}/pulls`,
        doing: `opening a pull request for branch '${head}'`,
        body: { head, base, title, body },
        schema: githubPullRequest,
      });
      return toPullRequest(answer);
    } catch (error) {
      // 422 is also the answer for a branch without any change.
      if (
        isForgeError(error, 'invalid', 'conflict') &&
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
    const answer = await this.#client.request({
      method: 'PATCH',
      path: `${this.#root}/pulls/${number}`,
      doing: `updating pull request #${number}`,
      body: { title, body, state },
      schema: githubPullRequest,
    });
    return toPullRequest(answer);
  }

  async checks(commit: string): Promise<ForgeChecks> {
    return readGithubChecks(commit, { client: this.#client, root: this.#root });
  }

  async #comparison(
    base: string,
    head: string,
    page: number,
  ): Promise<Comparison> {
    const ends = [base, head].map(encodeURIComponent).join('...');
    return this.#client.request({
      path: `${this.#root}/compare/${ends}?per_page=${PAGE_SIZE}&page=${page}`,
      doing: `comparing ${base} with ${head}`,
      schema: githubComparison,
    });
  }

  async #treeOf(commit: string): Promise<GithubTree> {
    const { tree } = await this.#client.request({
      path: `${this.#root}/git/commits/${commit}`,
      doing: `reading commit ${commit.slice(0, 8)}`,
      schema: githubGitCommit,
    });
    return readGithubTree(tree.sha, {
      client: this.#client,
      root: this.#root,
    });
  }

  async #createRef(branch: string, commit: string): Promise<void> {
    try {
      await this.#client.request({
        method: 'POST',
        path: `${this.#root}/git/refs`,
        doing: `making branch '${branch}'`,
        body: { ref: `refs/heads/${branch}`, sha: commit },
        schema: githubRef,
      });
    } catch (error) {
      if (isForgeError(error, 'invalid', 'conflict')) {
        throw (await this.branch(branch))
          ? branchExists(branch, error)
          : branchProtected(branch, error);
      }
      throw error;
    }
  }

  /**
   * Moves the branch from one commit to another, unless it has moved already.
   * GitHub itself compares only when the move is not forced.
   */
  async #moveRef(
    branch: string,
    move: { from: string; to: string; isForced: boolean },
  ): Promise<void> {
    if (move.isForced) {
      await this.#assertStandsAt(branch, move.from);
    }
    try {
      await this.#client.request({
        method: 'PATCH',
        path: `${this.#root}/git/refs/heads/${encodePath(branch)}`,
        doing: `moving branch '${branch}'`,
        body: { sha: move.to, force: move.isForced },
        schema: githubRef,
      });
    } catch (error) {
      if (isForgeError(error, 'invalid', 'conflict')) {
        await this.#assertStandsAt(branch, move.from, error);
        throw branchProtected(branch, error);
      }
      throw error;
    }
  }

  async #assertStandsAt(
    branch: string,
    commit: string,
    cause?: ForgeError,
  ): Promise<void> {
    if ((await this.branch(branch))?.commit !== commit) {
      throw branchMoved(branch, cause);
    }
  }

  /** A missing branch and a missing repository are both 404; they are not the same fault. */
  async #assertRepository(): Promise<void> {
    await this.#client.request({
      path: this.#root,
      doing: 'reading the repository',
      schema: z.unknown(),
    });
  }
}
