import { z } from 'zod';

/*
 * GitLab's REST API v4 as its reference documents it: what the calls take, and
 * what they answer. Strict both ways, so that neither our client nor the server
 * of these tests can use what GitLab does not have.
 */

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const nothing = z.null();

export const commitRequest = z.strictObject({
  branch: z.string().min(1),
  commit_message: z.string().min(1),
  start_branch: z.string().optional(),
  force: z.boolean().optional(),
  author_name: z.string().optional(),
  author_email: z.string().optional(),
  actions: z.array(
    z.strictObject({
      action: z.enum(['create', 'update', 'delete']),
      file_path: z.string().min(1),
      content: z.string().optional(),
      encoding: z.enum(['text', 'base64']).optional(),
      last_commit_id: sha.optional(),
    }),
  ),
});

export const createMergeRequest = z.strictObject({
  source_branch: z.string(),
  target_branch: z.string(),
  title: z.string().min(1),
  description: z.string().optional(),
  remove_source_branch: z.boolean().optional(),
});

/** At least one of them. */
export const updateMergeRequest = z
  .strictObject({
    title: z.string().min(1).optional(),
    description: z.string().optional(),
    state_event: z.enum(['close', 'reopen']).optional(),
  })
  .refine(body => Object.values(body).some(value => value !== undefined));

const user = z.strictObject({
  id: z.number(),
  username: z.string(),
  name: z.string(),
  state: z.string(),
  locked: z.boolean(),
  avatar_url: z.string().nullable(),
  web_url: z.string(),
});

const pipeline = z.strictObject({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  sha,
  ref: z.string(),
  status: z.string(),
  source: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  web_url: z.string(),
});

const commit = z.strictObject({
  id: sha,
  short_id: z.string(),
  created_at: z.string(),
  parent_ids: z.array(sha),
  title: z.string(),
  message: z.string(),
  author_name: z.string(),
  author_email: z.string(),
  authored_date: z.string(),
  committer_name: z.string(),
  committer_email: z.string(),
  committed_date: z.string(),
  trailers: z.record(z.string(), z.string()),
  extended_trailers: z.record(z.string(), z.array(z.string())),
  web_url: z.string(),
});

const commitDetail = commit.extend({
  status: z.string().nullable(),
  project_id: z.number(),
  last_pipeline: pipeline.nullable(),
});

const mergeRequest = z.strictObject({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  title: z.string(),
  description: z.string(),
  state: z.enum(['opened', 'closed', 'locked', 'merged']),
  created_at: z.string(),
  updated_at: z.string(),
  merged_by: nothing,
  merge_user: nothing,
  merged_at: z.string().nullable(),
  closed_by: nothing,
  closed_at: z.string().nullable(),
  target_branch: z.string(),
  source_branch: z.string(),
  user_notes_count: z.number(),
  upvotes: z.number(),
  downvotes: z.number(),
  author: user,
  assignees: z.array(user),
  assignee: nothing,
  reviewers: z.array(user),
  source_project_id: z.number(),
  target_project_id: z.number(),
  labels: z.array(z.string()),
  draft: z.boolean(),
  imported: z.boolean(),
  imported_from: z.string(),
  work_in_progress: z.boolean(),
  milestone: nothing,
  merge_when_pipeline_succeeds: z.boolean(),
  merge_status: z.enum([
    'unchecked',
    'checking',
    'can_be_merged',
    'cannot_be_merged',
    'cannot_be_merged_recheck',
  ]),
  detailed_merge_status: z.string(),
  merge_after: nothing,
  sha: sha.nullable(),
  merge_commit_sha: sha.nullable(),
  squash_commit_sha: sha.nullable(),
  discussion_locked: nothing,
  should_remove_source_branch: nothing,
  force_remove_source_branch: z.boolean(),
  prepared_at: z.string().nullable(),
  reference: z.string(),
  references: z.strictObject({
    short: z.string(),
    relative: z.string(),
    full: z.string(),
  }),
  web_url: z.string(),
  time_stats: z.strictObject({
    time_estimate: z.number(),
    total_time_spent: z.number(),
    human_time_estimate: nothing,
    human_total_time_spent: nothing,
  }),
  squash: z.boolean(),
  squash_on_merge: z.boolean(),
  task_completion_status: z.strictObject({
    count: z.number(),
    completed_count: z.number(),
  }),
  has_conflicts: z.boolean(),
  blocking_discussions_resolved: z.boolean(),
  approvals_before_merge: nothing,
});

/** What each call answers when it goes well. */
export const gitlabAnswerShapes = {
  project: z.looseObject({
    id: z.number(),
    path_with_namespace: z.string(),
    default_branch: z.string(),
    web_url: z.string(),
  }),
  branch: z.strictObject({
    name: z.string(),
    commit,
    merged: z.boolean(),
    protected: z.boolean(),
    developers_can_push: z.boolean(),
    developers_can_merge: z.boolean(),
    can_push: z.boolean(),
    default: z.boolean(),
    web_url: z.string(),
  }),
  tree: z.array(
    z.strictObject({
      id: sha,
      name: z.string(),
      type: z.enum(['tree', 'blob', 'commit']),
      path: z.string(),
      mode: z.string().length(6),
    }),
  ),
  commits: z.array(commit),
  compare: z.strictObject({
    commit: commit.nullable(),
    commits: z.array(commit),
    diffs: z.array(z.unknown()),
    compare_timeout: z.boolean(),
    compare_same_ref: z.boolean(),
    web_url: z.string(),
  }),
  commitDetail,
  diffs: z.array(
    z.strictObject({
      old_path: z.string(),
      new_path: z.string(),
      a_mode: z.string(),
      b_mode: z.string(),
      diff: z.string(),
      collapsed: z.boolean(),
      too_large: z.boolean(),
      new_file: z.boolean(),
      renamed_file: z.boolean(),
      deleted_file: z.boolean(),
      generated_file: z.boolean().nullable(),
    }),
  ),
  statuses: z.array(
    z.strictObject({
      id: z.number(),
      sha,
      ref: z.string(),
      status: z.string(),
      name: z.string(),
      target_url: z.string().nullable(),
      description: z.string().nullable(),
      created_at: z.string(),
      started_at: z.string().nullable(),
      finished_at: z.string().nullable(),
      allow_failure: z.boolean(),
      coverage: z.number().nullable(),
      pipeline_id: z.number(),
      author: user,
    }),
  ),
  mergeRequest,
  mergeRequests: z.array(mergeRequest),
};

export type GitlabCommit = z.infer<typeof commit>;
export type GitlabMergeRequest = z.infer<typeof mergeRequest>;
export type GitlabUser = z.infer<typeof user>;
