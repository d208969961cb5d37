import type { MergeStyle } from '../git/mergeCommits';

/** A pull request as the forge remembers it; times are ISO 8601. */
export interface PullRecord {
  number: number;
  title: string;
  body: string;
  author: string;
  /** Branch names. */
  head: string;
  base: string;
  state: 'open' | 'closed';
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  /** The last head seen; kept when the branch is gone. */
  headSha: string;
  /** Where head and base parted; fixed by the merge. */
  mergeBase: string;
  merged?: {
    at: string;
    by: string;
    sha: string;
    style: MergeStyle;
    /** The base branch right before. */
    baseSha: string;
  };
}

/** A comment on a pull request. */
export interface CommentRecord {
  id: number;
  pull: number;
  author: string;
  body: string;
  createdAt: string;
}

/** States a commit status may have, worst first. */
export const STATUS_STATES = [
  'error',
  'failure',
  'pending',
  'warning',
  'success',
] as const;

/** The state of one check. */
export type StatusState = (typeof STATUS_STATES)[number];

/** What one check said about a commit. */
export interface StatusRecord {
  id: number;
  sha: string;
  context: string;
  state: StatusState;
  description: string;
  targetUrl: string;
  creator: string;
  createdAt: string;
}

/** Everything of a repository that git does not hold. */
export interface RepositoryRecords {
  nextNumber: number;
  nextId: number;
  createdAt: string;
  pulls: PullRecord[];
  comments: CommentRecord[];
  statuses: StatusRecord[];
}
