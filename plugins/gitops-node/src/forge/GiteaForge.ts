import type { GiteaIntegrationConfig } from '@backstage/integration';
import { z } from 'zod';
import type {
  CommitRequest,
  FileChange,
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
import { encodePath } from './encodePath';
import { filterPullRequests, isUpdatedSince } from './filterPullRequests';
import { ForgeClient, type ForgeClientOptions } from './ForgeClient';
import { isForgeError } from './ForgeError';
import { giteaAccess, userAccess } from './forgeAccess';
import {
  branchExists,
  branchMoved,
  changedSince,
  misfit,
  pullRequestExists,
} from './commitRefusals';
import { toChecks, toCommit, toPullRequest } from './giteaAnswers';
import {
  giteaBranch,
  giteaChangedFiles,
  giteaCombinedStatus,
  giteaCommits,
  giteaCompare,
  giteaFilesResponse,
  giteaPullRequest,
  giteaPullRequests,
  giteaTree,
} from './giteaSchemas';
import { pathsOf } from './pathsOf';
import { readPages } from './readPages';

const PAGE_SIZE = 50;
const MAX_PULL_REQUEST_PAGES = 10;
const MAX_FILE_PAGES = 60;
const TREE_PAGE_SIZE = 1_000;
const MAX_TREE_PAGES = 50;

/**
 * A repository on Gitea or Forgejo, by their common API v1.
 */
export class GiteaForge implements Forge {
  readonly #client: ForgeClient;
  readonly #root: string;

  /**
   * integration: entry of `integrations.gitea` for the host;
   *   unset: anonymous access
   * token: a person's own, instead of the integration's
   */
  static create(
    repository: Pick<RepositoryInfo, 'url' | 'host' | 'owner' | 'repository'>,
    options: {
      integration: GiteaIntegrationConfig | undefined;
      token?: string;
    } & Pick<ForgeClientOptions, 'timeoutMs' | 'now' | 'wait'>,
  ): GiteaForge {
    const { host, owner, url } = repository;
    const { integration, token, ...clientOptions } = options;
    const suffix = `/${owner}/${repository.repository}`;
    const baseUrl =
      integration?.baseUrl ?? url.slice(0, url.length - suffix.length);
    const client = new ForgeClient({
      ...clientOptions,
      host,
      apiUrl: `${baseUrl}/api/v1`,
      access: token ? userAccess('gitea', token) : giteaAccess(integration),
    });
    return new GiteaForge(client, encodePath(`/repos${suffix}`));
  }

  private constructor(client: ForgeClient, root: string) {
    this.#client = client;
    this.#root = root;
  }

  async branch(name: string): Promise<ForgeBranch | undefined> {
    const answer = await this.#client.read({
      path: `${this.#root}/branches/${encodeURIComponent(name)}`,
      doing: `reading branch '${name}'`,
      schema: giteaBranch,
    });
    if (!answer) {
      await this.#assertRepository();
    }
    return answer && { name: answer.name, commit: answer.commit.id };
  }

  async tree(commit: string): Promise<ReadonlyMap<string, string>> {
    const blobs = new Map<string, string>();
    for (let page = 1; page <= MAX_TREE_PAGES; page++) {
      const answer = await this.#client.request({
        path: `${this.#root}/git/trees/${encodeURIComponent(
          commit,
        )}?recursive=true&per_page=${TREE_PAGE_SIZE}&page=${page}`,
        doing: `reading the tree of ${commit.slice(0, 8)}`,
        schema: giteaTree,
      });
      const entries = answer.tree ?? [];
      for (const { type, path, sha } of entries) {
        if (type === 'blob') {
          blobs.set(path, sha);
        }
      }
      if (!answer.truncated || entries.length === 0) {
        break;
      }
    }
    return blobs;
  }

  async commit(request: CommitRequest): Promise<ForgeCommit> {
    const { branch, from, replaces, message, author } = request;
    const doing = `committing to branch '${branch}'`;
    if (replaces) {
      // The API can not move a branch, so that it goes for a moment, and its
      // pull request closes.
      await this.#removeBranchAt(branch, replaces);
    }
    try {
      const answer = await this.#client.request({
        method: 'POST',
        path: `${this.#root}/contents`,
        doing,
        body: {
          branch: from ?? branch,
          ...(from ? { new_branch: branch } : {}),
          message,
          ...(author ? { author } : {}),
          files: request.changes.map(toOperation),
        },
        schema: giteaFilesResponse,
      });
      return { commit: answer.commit.sha, message };
    } catch (error) {
      throw await this.#explainCommit(error, request);
    }
  }

  async deleteBranch(name: string): Promise<void> {
    await this.#client.read({
      method: 'DELETE',
      path: `${this.#root}/branches/${encodeURIComponent(name)}`,
      doing: `removing branch '${name}'`,
      schema: z.unknown(),
    });
  }

  async compare(base: string, head: string): Promise<readonly ForgeCommit[]> {
    const answer = await this.#client.request({
      path: `${this.#root}/compare/${encodeURIComponent(
        base,
      )}...${encodeURIComponent(head)}`,
      doing: `comparing ${base} with ${head}`,
      schema: giteaCompare,
    });
    return (answer.commits ?? []).map(toCommit);
  }

  async latestCommits(branch: string): Promise<readonly ForgeCommit[]> {
    const query = new URLSearchParams({
      sha: branch,
      limit: '50',
      // Left out, Gitea works out the differences of each.
      stat: 'false',
      verification: 'false',
      files: 'false',
    });
    const commits = await this.#client.request({
      path: `${this.#root}/commits?${query}`,
      doing: `listing commits of ${branch}`,
      schema: giteaCommits,
    });
    return commits.map(toCommit);
  }

  async pullRequests(
    options: PullRequestFilter,
  ): Promise<readonly PullRequest[]> {
    const found = await readPages(
      async page =>
        (
          await this.#client.request({
            path: `${this.#root}/pulls?state=${
              options.state
            }&sort=recentupdate&limit=${PAGE_SIZE}&page=${page}`,
            doing: 'listing pull requests',
            schema: giteaPullRequests,
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
      schema: giteaPullRequest,
    });
    return answer && toPullRequest(answer);
  }

  async changedFiles(number: number): Promise<readonly string[]> {
    const files = await readPages(
      page =>
        this.#client.request({
          path: `${
            this.#root
          }/pulls/${number}/files?limit=${PAGE_SIZE}&page=${page}`,
          doing: `reading the files of pull request #${number}`,
          schema: giteaChangedFiles,
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
        schema: giteaPullRequest,
      });
      return toPullRequest(answer);
    } catch (error) {
      if (isForgeError(error, 'conflict')) {
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
      schema: giteaPullRequest,
    });
    return toPullRequest(answer);
  }

  async checks(commit: string): Promise<ForgeChecks> {
    const answer = await this.#client.read({
      path: `${this.#root}/commits/${encodeURIComponent(commit)}/status`,
      doing: `reading the checks of ${commit.slice(0, 8)}`,
      schema: giteaCombinedStatus,
    });
    return toChecks(answer);
  }

  async #removeBranchAt(name: string, commit: string): Promise<void> {
    const head = await this.branch(name);
    if (head && head.commit !== commit) {
      throw branchMoved(name);
    }
    await this.deleteBranch(name);
  }

  /** A missing branch and a missing repository are both 404; they are not the same fault. */
  async #assertRepository(): Promise<void> {
    await this.#client.request({
      path: this.#root,
      doing: 'reading the repository',
      schema: z.unknown(),
    });
  }

  /**
   * Gitea says 409 or 422 for several faults, by version; what the branch is
   * now tells them apart.
   */
  async #explainCommit(
    error: unknown,
    request: CommitRequest,
  ): Promise<unknown> {
    if (!isForgeError(error, 'conflict', 'invalid')) {
      return error;
    }
    const { branch, from } = request;
    if (from && (await this.branch(branch))) {
      return branchExists(branch, error);
    }
    const source = await this.branch(from ?? branch);
    const blobs = source ? await this.tree(source.commit) : new Map();
    const moved = misfit(request.changes, blobs);
    return moved ? changedSince(moved.path, request, error) : error;
  }
}

function toOperation(change: FileChange): Record<string, string> {
  const { kind, path } = change;
  const text =
    kind === 'delete'
      ? undefined
      : Buffer.from(change.text, 'utf8').toString('base64');
  return {
    operation: kind,
    path,
    ...(text === undefined ? {} : { content: text }),
    ...(kind === 'create' ? {} : { sha: change.base }),
  };
}
