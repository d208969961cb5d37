import { z } from 'zod';

/*
 * The parts of GitLab's REST answers (v4) that are read. Everything else in them
 * is left aside, so that every edition and newer versions may add what they
 * like.
 */

export const gitlabProject = z.object({ id: z.number() });

export const gitlabBranch = z.object({
  name: z.string(),
  commit: z.object({ id: z.string() }),
});

export const gitlabTree = z.array(
  z.object({ id: z.string(), path: z.string(), type: z.string() }),
);

const gitlabCommit = z.object({
  id: z.string(),
  message: z.string(),
  author_name: z.string().nullish(),
});

export const gitlabCommits = z.array(gitlabCommit);

export const gitlabCommitId = z.object({ id: z.string() });

export const gitlabCompare = z.object({
  commit: gitlabCommitId.nullish(),
  commits: z.array(gitlabCommit),
});

export const gitlabMergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  source_branch: z.string(),
  target_branch: z.string(),
  /** Null when the fork is gone. */
  source_project_id: z.number().nullish(),
  target_project_id: z.number(),
  web_url: z.string(),
  sha: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  has_conflicts: z.boolean().nullish(),
  merge_status: z.string().nullish(),
  author: z.object({ username: z.string() }).nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  merged_at: z.string().nullish(),
});

export const gitlabMergeRequests = z.array(gitlabMergeRequest);

export const gitlabDiffs = z.array(
  z.object({ old_path: z.string(), new_path: z.string() }),
);

export const gitlabCommitDetail = z.object({
  last_pipeline: z
    .object({ status: z.string(), web_url: z.string().nullish() })
    .nullish(),
});

export const gitlabStatuses = z.array(
  z.object({
    name: z.string(),
    status: z.string(),
    allow_failure: z.boolean().nullish(),
    description: z.string().nullish(),
    target_url: z.string().nullish(),
  }),
);
