import { z } from 'zod';

/*
 * The parts of Gitea's API v1 answers that are read. Everything else in them is
 * left aside, so that Forgejo and newer versions may add what they like.
 */

export const giteaBranch = z.object({
  name: z.string(),
  commit: z.object({ id: z.string() }),
});

export const giteaTree = z.object({
  tree: z
    .array(z.object({ path: z.string(), type: z.string(), sha: z.string() }))
    .nullable(),
  truncated: z.boolean().optional(),
  total_count: z.number().optional(),
});

export const giteaFilesResponse = z.object({
  commit: z.object({ sha: z.string(), message: z.string().optional() }),
});

const giteaCommit = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string().optional() }).nullish(),
  }),
});

export const giteaCommits = z.array(giteaCommit);

export const giteaCompare = z.object({
  total_commits: z.number(),
  commits: z.array(giteaCommit).nullable(),
});

const giteaEnd = z.object({
  ref: z.string(),
  sha: z.string().optional(),
  repo_id: z.number().nullish(),
  repo: z
    .object({ owner: z.object({ login: z.string() }).nullish() })
    .nullish(),
});

export const giteaPullRequest = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  merged: z.boolean().nullish(),
  mergeable: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  merged_at: z.string().nullish(),
  html_url: z.string(),
  head: giteaEnd,
  base: giteaEnd,
  user: z.object({ login: z.string() }).nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});

export const giteaPullRequests = z.array(giteaPullRequest);

export const giteaChangedFiles = z.array(
  z.object({ filename: z.string(), previous_filename: z.string().nullish() }),
);

export const giteaCombinedStatus = z.object({
  state: z.string().nullish(),
  statuses: z
    .array(
      z.object({
        context: z.string().nullish(),
        status: z.string().nullish(),
        state: z.string().nullish(),
        description: z.string().nullish(),
        target_url: z.string().nullish(),
      }),
    )
    .nullish(),
});
