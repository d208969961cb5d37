import { z } from 'zod';

/*
 * The parts of GitHub's REST answers (version 2022-11-28) that are read.
 * Everything else in them is left aside, so that GitHub Enterprise Server and
 * newer versions may add what they like.
 */

export const githubRef = z.object({
  ref: z.string(),
  object: z.object({ sha: z.string(), type: z.string() }),
});

export const githubTree = z.object({
  sha: z.string(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string().nullish(),
    }),
  ),
  truncated: z.boolean(),
});

export const githubSha = z.object({ sha: z.string() });

export const githubGitCommit = z.object({
  sha: z.string(),
  tree: z.object({ sha: z.string() }),
});

const githubCommit = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string().optional() }).nullish(),
  }),
});

export const githubCommits = z.array(githubCommit);

export const githubComparison = z.object({
  total_commits: z.number(),
  commits: z.array(githubCommit),
});

const githubEnd = z.object({
  label: z.string().nullish(),
  ref: z.string(),
  sha: z.string(),
  /** Null when the fork is gone. */
  repo: z.object({ id: z.number() }).nullish(),
});

/** `merged` and `mergeable` are in the answer for a single one only. */
export const githubPullRequest = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  merged_at: z.string().nullish(),
  mergeable: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  html_url: z.string(),
  head: githubEnd,
  base: githubEnd,
  user: z.object({ login: z.string() }).nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});

export const githubPullRequests = z.array(githubPullRequest);

export const githubChangedFiles = z.array(
  z.object({ filename: z.string(), previous_filename: z.string().nullish() }),
);

export const githubCombinedStatus = z.object({
  state: z.string(),
  statuses: z.array(
    z.object({
      context: z.string(),
      state: z.string(),
      description: z.string().nullish(),
      target_url: z.string().nullish(),
    }),
  ),
  total_count: z.number(),
});

export const githubCheckRuns = z.object({
  total_count: z.number(),
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullish(),
      html_url: z.string().nullish(),
      output: z.object({ title: z.string().nullish() }).nullish(),
    }),
  ),
});
