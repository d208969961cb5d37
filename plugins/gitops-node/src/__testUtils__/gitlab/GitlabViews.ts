import type { z } from 'zod';
import type {
  MemoryCommit,
  MemoryPull,
  MemoryRepository,
} from '../MemoryRepository';
import type {
  gitlabAnswerShapes,
  GitlabCommit,
  GitlabMergeRequest,
  GitlabUser,
} from './gitlabShapes';

type Answer<Name extends keyof typeof gitlabAnswerShapes> = z.infer<
  (typeof gitlabAnswerShapes)[Name]
>;

/** A job or an outside status. */
export interface GitlabStatus {
  readonly name: string;
  readonly status: string;
  readonly allow_failure?: boolean;
}

const PROJECT_ID = 13;

/** What a project looks like in GitLab's answers. */
export class GitlabViews {
  readonly #repository: MemoryRepository;
  readonly #project: string;
  readonly #web: string;

  constructor(
    repository: MemoryRepository,
    options: { project: string; web: string },
  ) {
    this.#repository = repository;
    this.#project = options.project;
    this.#web = `${options.web}/${options.project}`;
  }

  project(): Answer<'project'> {
    return {
      id: PROJECT_ID,
      path_with_namespace: this.#project,
      default_branch: 'main',
      web_url: this.#web,
    };
  }

  branch(name: string): Answer<'branch'> {
    const sha = this.#repository.branches.get(name)!;
    const isProtected = this.#repository.protected.has(name);
    return {
      name,
      commit: this.commit(this.#repository.commits.get(sha)!),
      merged: false,
      protected: isProtected,
      developers_can_push: false,
      developers_can_merge: false,
      can_push: !isProtected,
      default: name === 'main',
      web_url: `${this.#web}/-/tree/${name}`,
    };
  }

  commit(commit: MemoryCommit): GitlabCommit {
    const { sha, parents, message, author, date } = commit;
    return {
      id: sha,
      short_id: sha.slice(0, 8),
      created_at: date,
      parent_ids: [...parents],
      title: message.split('\n')[0],
      message,
      author_name: author.name,
      author_email: author.email,
      authored_date: date,
      committer_name: author.name,
      committer_email: author.email,
      committed_date: date,
      trailers: {},
      extended_trailers: {},
      web_url: `${this.#web}/-/commit/${sha}`,
    };
  }

  commitDetail(sha: string, pipeline?: string): Answer<'commitDetail'> {
    const commit = this.#repository.commits.get(sha)!;
    return {
      ...this.commit(commit),
      status: pipeline ?? null,
      project_id: PROJECT_ID,
      last_pipeline: pipeline
        ? {
            id: 1,
            iid: 1,
            project_id: PROJECT_ID,
            sha,
            ref: 'main',
            status: pipeline,
            source: 'push',
            created_at: commit.date,
            updated_at: commit.date,
            web_url: `${this.#web}/-/pipelines/1`,
          }
        : null,
    };
  }

  tree(commit: string): Answer<'tree'> {
    const directories = new Set<string>();
    const files = [...this.#repository.treeOf(commit)].map(([path, file]) => {
      const parts = path.split('/');
      for (let depth = 1; depth < parts.length; depth++) {
        directories.add(parts.slice(0, depth).join('/'));
      }
      return { path, id: file.sha, mode: file.mode, type: 'blob' as const };
    });
    const trees = [...directories].map(path => ({
      path,
      id: commit,
      mode: '040000',
      type: 'tree' as const,
    }));
    return [...trees, ...files].map(entry => ({
      ...entry,
      name: entry.path.split('/').at(-1)!,
    }));
  }

  /** Newest first. */
  commits(head: string): Answer<'commits'> {
    return this.#repository
      .history(head)
      .map(each => this.commit(each))
      .reverse();
  }

  compare(from: string, to: string): Answer<'compare'> {
    const commits = this.#repository
      .between(from, to)
      .map(each => this.commit(each));
    return {
      commit: commits.at(-1) ?? null,
      commits,
      diffs: [],
      compare_timeout: false,
      compare_same_ref: from === to,
      web_url: `${this.#web}/-/compare/${from}...${to}`,
    };
  }

  statuses(sha: string, statuses: readonly GitlabStatus[]): Answer<'statuses'> {
    return statuses.map(({ name, status, allow_failure = false }, at) => ({
      id: at,
      sha,
      ref: 'main',
      status,
      name,
      target_url: `${this.#web}/-/jobs/${at}`,
      description: null,
      created_at: '2026-01-01T00:00:00Z',
      started_at: null,
      finished_at: null,
      allow_failure,
      coverage: null,
      pipeline_id: 1,
      author: this.#user(),
    }));
  }

  diffs(pull: MemoryPull): Answer<'diffs'> {
    const files = this.#repository.treeOf(pull.headSha);
    return this.#repository.changedPaths(pull).map(path => ({
      old_path: path,
      new_path: path,
      a_mode: '100644',
      b_mode: files.get(path)?.mode ?? '0',
      diff: '',
      collapsed: false,
      too_large: false,
      new_file: false,
      renamed_file: false,
      deleted_file: !files.has(path),
      generated_file: null,
    }));
  }

  mergeRequest(pull: MemoryPull): GitlabMergeRequest {
    const { number, createdAt, mergedAs } = pull;
    const repository = this.#repository;
    const base = repository.branches.get(pull.base)!;
    const isOpen = pull.state === 'open';
    const hasConflicts = isOpen && repository.conflicts(base, pull.headSha);
    const whenDone = mergedAs ? 'merged' : 'closed';
    return {
      id: 1_000 + number,
      iid: number,
      project_id: PROJECT_ID,
      title: pull.title,
      description: pull.body,
      state: isOpen ? 'opened' : whenDone,
      created_at: createdAt,
      updated_at: createdAt,
      merged_by: null,
      merge_user: null,
      merged_at: mergedAs ? createdAt : null,
      closed_by: null,
      closed_at: isOpen ? null : createdAt,
      target_branch: pull.base,
      source_branch: pull.head,
      user_notes_count: 0,
      upvotes: 0,
      downvotes: 0,
      author: this.#user(),
      assignees: [],
      assignee: null,
      reviewers: [],
      source_project_id: PROJECT_ID,
      target_project_id: PROJECT_ID,
      labels: [],
      draft: false,
      imported: false,
      imported_from: 'none',
      work_in_progress: false,
      milestone: null,
      merge_when_pipeline_succeeds: false,
      merge_status: hasConflicts ? 'cannot_be_merged' : 'can_be_merged',
      detailed_merge_status: hasConflicts ? 'conflict' : 'mergeable',
      merge_after: null,
      sha: pull.headSha,
      merge_commit_sha: mergedAs ?? null,
      squash_commit_sha: null,
      discussion_locked: null,
      should_remove_source_branch: null,
      force_remove_source_branch: true,
      prepared_at: createdAt,
      reference: `!${number}`,
      references: {
        short: `!${number}`,
        relative: `!${number}`,
        full: `${this.#project}!${number}`,
      },
      web_url: `${this.#web}/-/merge_requests/${number}`,
      time_stats: {
        time_estimate: 0,
        total_time_spent: 0,
        human_time_estimate: null,
        human_total_time_spent: null,
      },
      squash: false,
      squash_on_merge: false,
      task_completion_status: { count: 0, completed_count: 0 },
      has_conflicts: hasConflicts,
      blocking_discussions_resolved: true,
      approvals_before_merge: null,
    };
  }

  #user(): GitlabUser {
    return {
      id: 7,
      username: 'lab',
      name: 'Lab',
      state: 'active',
      locked: false,
      avatar_url: null,
      web_url: `${this.#web}/../lab`,
    };
  }
}
