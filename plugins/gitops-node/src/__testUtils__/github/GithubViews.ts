import type { components } from '@octokit/openapi-types';
import type {
  MemoryCommit,
  MemoryFile,
  MemoryPull,
  MemoryRepository,
} from '../MemoryRepository';
import {
  githubFullRepository,
  githubMinimalRepository,
  githubRepository,
  githubUser,
} from './githubRepositoryView';

type Schemas = components['schemas'];
type Status = Pick<
  Schemas['simple-commit-status'],
  'context' | 'state' | 'description'
>;
type CheckRun = Pick<Schemas['check-run'], 'name' | 'status' | 'conclusion'>;

/**
 * What a repository looks like in GitHub's answers. The types are those of
 * GitHub's own OpenAPI description, so that an answer without a field that
 * GitHub promises does not compile.
 */
export class GithubViews {
  readonly #web: string;
  readonly #repository: MemoryRepository;
  readonly #owner: string;
  readonly #name: string;

  constructor(
    repository: MemoryRepository,
    options: { owner: string; name: string; web: string },
  ) {
    this.#repository = repository;
    this.#owner = options.owner;
    this.#name = options.name;
    this.#web = options.web;
  }

  repository(): Schemas['full-repository'] {
    return githubFullRepository(this.#owner, this.#name, this.#web);
  }

  ref(branch: string): Schemas['git-ref'] {
    const sha = this.#repository.branches.get(branch)!;
    return {
      ref: `refs/heads/${branch}`,
      node_id: `REF_${branch}`,
      url: this.#api(`git/refs/heads/${branch}`),
      object: { type: 'commit', sha, url: this.#api(`git/commits/${sha}`) },
    };
  }

  gitCommit(commit: MemoryCommit): Schemas['git-commit'] {
    const { sha, tree, parents, message, date } = commit;
    const person = { ...commit.author, date };
    return {
      sha,
      node_id: `C_${sha}`,
      url: this.#api(`git/commits/${sha}`),
      html_url: this.#page(`commit/${sha}`),
      author: person,
      committer: person,
      tree: { sha: tree, url: this.#api(`git/trees/${tree}`) },
      message,
      parents: parents.map(parent => ({
        sha: parent,
        url: this.#api(`git/commits/${parent}`),
        html_url: this.#page(`commit/${parent}`),
      })),
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    };
  }

  tree(
    sha: string,
    options: { isRecursive: boolean; limit: number },
  ): Schemas['git-tree'] {
    const { isRecursive, limit } = options;
    const directories = new Map<string, Map<string, MemoryFile>>();
    const entries: Schemas['git-tree']['tree'] = [];
    for (const [path, file] of this.#repository.trees.get(sha)!) {
      const parts = path.split('/');
      const depth = isRecursive
        ? parts.length - 1
        : Math.min(1, parts.length - 1);
      for (let at = 1; at <= depth; at++) {
        const directory = parts.slice(0, at).join('/');
        const inside = directories.get(directory) ?? new Map();
        directories.set(directory, inside.set(parts.slice(at).join('/'), file));
      }
      if (isRecursive || parts.length === 1) {
        const url = this.#api(`git/blobs/${file.sha}`);
        entries.push({ path, type: 'blob', url, ...file });
      }
    }
    for (const [path, files] of directories) {
      const tree = this.#repository.addTree(files);
      const url = this.#api(`git/trees/${tree}`);
      entries.push({ path, type: 'tree', mode: '040000', sha: tree, url });
    }
    return {
      sha,
      url: this.#api(`git/trees/${sha}`),
      tree: entries.slice(0, limit),
      truncated: entries.length > limit,
    };
  }

  commit({ sha, tree, parents, message, author, date }: MemoryCommit) {
    const person = { ...author, date };
    return {
      sha,
      node_id: `C_${sha}`,
      url: this.#api(`commits/${sha}`),
      html_url: this.#page(`commit/${sha}`),
      comments_url: this.#api(`commits/${sha}/comments`),
      commit: {
        url: this.#api(`git/commits/${sha}`),
        author: person,
        committer: person,
        message,
        comment_count: 0,
        tree: { sha: tree, url: this.#api(`git/trees/${tree}`) },
      },
      author: null,
      committer: null,
      parents: parents.map(parent => ({
        sha: parent,
        url: this.#api(`commits/${parent}`),
      })),
    } satisfies Schemas['commit'];
  }

  /** Newest first. */
  commits(head: string): Schemas['commit'][] {
    return this.#repository
      .history(head)
      .map(each => this.commit(each))
      .reverse();
  }

  comparison(
    base: string,
    head: string,
    page: (commits: readonly MemoryCommit[]) => readonly MemoryCommit[],
  ): Schemas['commit-comparison'] {
    const repository = this.#repository;
    const ahead = repository.between(base, head);
    const behind = repository.between(head, base);
    const commitAt = (sha: string) => this.commit(repository.commits.get(sha)!);
    const name = `${base}...${head}`;
    return {
      url: this.#api(`compare/${name}`),
      html_url: this.#page(`compare/${name}`),
      permalink_url: this.#page(`compare/${name}`),
      diff_url: this.#page(`compare/${name}.diff`),
      patch_url: this.#page(`compare/${name}.patch`),
      base_commit: commitAt(base),
      merge_base_commit: commitAt(repository.mergeBase(base, head)),
      status: behind.length > 0 ? 'diverged' : 'ahead',
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: page(ahead).map(each => this.commit(each)),
    };
  }

  pullInList(pull: MemoryPull): Schemas['pull-request-simple'] {
    const { number, title, body, state, createdAt, mergedAs, headSha } = pull;
    const api = this.#api(`pulls/${number}`);
    const issue = this.#api(`issues/${number}`);
    const html = this.#page(`pull/${number}`);
    const statuses = this.#api(`statuses/${headSha}`);
    const closedAt = state === 'open' ? null : createdAt;
    const links = {
      commits_url: `${api}/commits`,
      review_comments_url: `${api}/comments`,
      review_comment_url: `${api}/comments{/number}`,
      comments_url: `${issue}/comments`,
      statuses_url: statuses,
    };
    return {
      ...links,
      id: number,
      node_id: `PR_${number}`,
      number,
      url: api,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: issue,
      state,
      locked: false,
      title,
      body,
      user: githubUser(this.#owner, this.#web),
      labels: [],
      milestone: null,
      assignee: null,
      created_at: createdAt,
      updated_at: createdAt,
      closed_at: closedAt,
      merged_at: mergedAs ? createdAt : null,
      // While it is open, the commit of a trial merge.
      merge_commit_sha: mergedAs ?? headSha,
      head: this.#end(pull.head, headSha),
      base: this.#end(
        pull.base,
        this.#repository.branches.get(pull.base) ?? headSha,
      ),
      _links: {
        self: { href: api },
        html: { href: html },
        issue: { href: issue },
        commits: { href: links.commits_url },
        comments: { href: links.comments_url },
        review_comments: { href: links.review_comments_url },
        review_comment: { href: links.review_comment_url },
        statuses: { href: statuses },
      },
      author_association: 'OWNER',
      auto_merge: null,
    };
  }

  pull(pull: MemoryPull): Schemas['pull-request'] {
    const repository = this.#repository;
    const base = repository.branches.get(pull.base)!;
    const isOpen = pull.state === 'open';
    const isMergeable = !repository.conflicts(base, pull.headSha);
    const listed = this.pullInList(pull);
    return {
      ...listed,
      state: pull.state,
      user: githubUser(this.#owner, this.#web),
      labels: [],
      head: this.#end(pull.head, pull.headSha),
      base: this.#end(pull.base, base),
      merged: pull.mergedAs !== undefined,
      mergeable: isOpen ? isMergeable : null,
      mergeable_state: isOpen && !isMergeable ? 'dirty' : 'clean',
      merged_by: null,
      comments: 0,
      review_comments: 0,
      maintainer_can_modify: false,
      commits: repository.between(base, pull.headSha).length,
      additions: 0,
      deletions: 0,
      changed_files: 0,
    };
  }

  changedFiles(pull: MemoryPull): Schemas['diff-entry'][] {
    const files = this.#repository.treeOf(pull.headSha);
    return this.#repository.changedPaths(pull).map(filename => ({
      filename,
      sha: files.get(filename)?.sha ?? null,
      status: files.has(filename) ? 'modified' : 'removed',
      additions: 1,
      deletions: 0,
      changes: 1,
      blob_url: this.#page(`blob/${pull.headSha}/${filename}`),
      raw_url: this.#page(`raw/${pull.headSha}/${filename}`),
      contents_url: this.#api(`contents/${filename}?ref=${pull.headSha}`),
    }));
  }

  combinedStatus(
    sha: string,
    statuses: readonly Status[],
  ): Schemas['combined-commit-status'] {
    const states = statuses.map(({ state }) => state);
    const isGood =
      states.length > 0 && states.every(each => each === 'success');
    const isBad = states.some(each => each === 'failure' || each === 'error');
    const open = isBad ? 'failure' : 'pending';
    return {
      state: isGood ? 'success' : open,
      sha,
      total_count: statuses.length,
      statuses: statuses.map((each, at) => ({
        ...each,
        id: at,
        node_id: `S_${at}`,
        target_url: this.#page(`actions/${at}`),
        avatar_url: null,
        url: this.#api(`statuses/${sha}`),
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-01T00:00:00Z',
      })),
      repository: githubMinimalRepository(this.#owner, this.#name, this.#web),
      commit_url: this.#api(`commits/${sha}`),
      url: this.#api(`commits/${sha}/status`),
    };
  }

  checkRuns(
    sha: string,
    runs: readonly CheckRun[],
  ): { total_count: number; check_runs: Schemas['check-run'][] } {
    return {
      total_count: runs.length,
      check_runs: runs.map((each, at) => ({
        ...each,
        id: at,
        node_id: `CR_${at}`,
        head_sha: sha,
        external_id: '',
        url: this.#api(`check-runs/${at}`),
        html_url: this.#page(`runs/${at}`),
        details_url: this.#page(`runs/${at}`),
        started_at: '2026-01-01T00:00:00Z',
        completed_at: null,
        output: {
          title: null,
          summary: null,
          text: null,
          annotations_count: 0,
          annotations_url: this.#api(`check-runs/${at}/annotations`),
        },
        check_suite: { id: 1 },
        app: null,
        pull_requests: [],
      })),
    };
  }

  #end(ref: string, sha: string) {
    return {
      label: `${this.#owner}:${ref}`,
      ref,
      sha,
      user: githubUser(this.#owner, this.#web),
      repo: githubRepository(this.#owner, this.#name, this.#web),
    };
  }

  #api(path: string): string {
    return `${this.#web}/api/v3/repos/${this.#owner}/${this.#name}/${path}`;
  }

  #page(path: string): string {
    return `${this.#web}/${this.#owner}/${this.#name}/${path}`;
  }
}

export type { CheckRun as GithubCheckRun, Status as GithubStatus };
