/**
 * What Homestage asks of a forge, for one repository. Every adapter passes the
 * same contract suite.
 *
 * All methods reject with {@link ForgeError}; none of its texts holds a token
 * or a whole response body.
 *
 * @public
 */
export interface Forge {
  /** The head of a branch; undefined when the branch does not exist. */
  branch(name: string): Promise<ForgeBranch | undefined>;

  /** Blob hash by path of every file at a commit. */
  tree(commit: string): Promise<ReadonlyMap<string, string>>;

  /**
   * Puts all changes into one commit, or none. With `from`, the branch is made
   * on top of that branch and must not exist yet (code `exists` when it does).
   * A change based on another blob than the branch holds is code `conflict`.
   *
   * With `from` and `replaces`, the branch that stands at the commit `replaces`
   * is made anew on top of `from`, and code `conflict` tells that it stands
   * elsewhere. Forges that can move a branch keep its pull request open; Gitea
   * closes it.
   */
  commit(request: CommitRequest): Promise<ForgeCommit>;

  /** Removes a branch; a branch that is not there is no error. */
  deleteBranch(name: string): Promise<void>;

  /** Commits that `head` has and `base` has not, newest first; at most 250. */
  compare(base: string, head: string): Promise<readonly ForgeCommit[]>;

  /** The last commits of a branch, newest first; at most 50. */
  latestCommits(branch: string): Promise<readonly ForgeCommit[]>;

  /** Those changed last first; at most 500. */
  pullRequests(options: PullRequestFilter): Promise<readonly PullRequest[]>;

  /** Undefined when there is none with this number. */
  pullRequest(number: number): Promise<PullRequest | undefined>;

  /**
   * Paths of the files that a pull request changes against the branch it is for,
   * of a renamed one both its names; at most 3,000.
   */
  changedFiles(number: number): Promise<readonly string[]>;

  /** Code `exists` when one is open for the same head and base. */
  createPullRequest(
    request: PullRequestText & PullRequestEnds,
  ): Promise<PullRequest>;

  /** Code `conflict` or `invalid` when the forge does not open it again. */
  updatePullRequest(
    number: number,
    change: Partial<PullRequestText> & { state?: 'open' | 'closed' },
  ): Promise<PullRequest>;

  /** What CI says of a commit. */
  checks(commit: string): Promise<ForgeChecks>;
}

/** @public */
export interface ForgeBranch {
  readonly name: string;
  /** Full commit hash. */
  readonly commit: string;
}

/** @public */
export interface ForgeCommit {
  readonly commit: string;
  readonly message: string;
  /** Name of the author as the commit says it. */
  readonly author?: string;
}

/**
 * One file of a commit. `base` is the blob hash that the change was made from.
 *
 * @public
 */
export type FileChange =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly text: string;
      readonly base: string;
    }
  | { readonly kind: 'delete'; readonly path: string; readonly base: string };

/** @public */
export interface CommitRequest {
  readonly branch: string;
  /** Name of the branch to start from, when `branch` is to be made. */
  readonly from?: string;
  /** Full hash of the commit that the branch stands at, when it is to be made anew. */
  readonly replaces?: string;
  readonly message: string;
  readonly changes: readonly FileChange[];
  /** Unset: the owner of the token. */
  readonly author?: { readonly name: string; readonly email: string };
}

/** @public */
export interface PullRequestEnds {
  readonly head: string;
  readonly base: string;
}

/** @public */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

/** @public */
export interface PullRequestFilter extends Partial<PullRequestEnds> {
  /** `closed` are the merged ones too. */
  readonly state: 'open' | 'closed' | 'all';
  /** ISO 8601; leaves out what has not changed since. Unset: however old. */
  readonly updatedSince?: string;
}

/** @public */
export interface PullRequest extends PullRequestText, PullRequestEnds {
  /**
   * Name of the branch; for one of a fork with its owner, `somebody:branch`, so
   * that it is never taken for a branch of this repository.
   */
  readonly head: string;
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  /** Web address. */
  readonly url: string;
  readonly headCommit?: string;
  readonly mergeCommit?: string;
  /** False when the forge says that it conflicts; unset when it does not say. */
  readonly isMergeable?: boolean;
  readonly author?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** ISO 8601; unset when it is not merged. */
  readonly mergedAt?: string;
}

/** @public */
export interface ForgeChecks {
  /** `unknown` when the forge has none or a state we do not know. */
  readonly state: 'success' | 'pending' | 'failure' | 'unknown';
  readonly checks: readonly {
    readonly name: string;
    readonly state: ForgeChecks['state'];
    readonly description?: string;
    readonly url?: string;
  }[];
}
