import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type { Conventions, FileSet, TreeIndex } from '@homestage/gitops-tree';
import type { RepositoryInfo } from './RepositoryInfo';

/**
 * The trees of the configured repositories, each read once for the whole
 * process however many plugins and people look at it.
 *
 * @remarks
 *
 * What it promises:
 * - a repository is read from the moment somebody first asks for it, or from the
 *   end of the backend's start when nobody waits for it before; then once per
 *   refresh interval, and at once when `refresh` is called;
 * - a tree belongs to exactly the commit it is shown with;
 * - while the forge does not answer, the last good tree stays, and the state
 *   says since when and what to do;
 * - snapshots are immutable; the same commit gives the same index object;
 * - listeners are told once per change of commit or state, after the snapshot
 *   shows it.
 *
 * What it does not promise: that every commit of the branch is seen. Files over
 * 1 MiB and files that are not text are there with empty text.
 *
 * @public
 */
export interface RepoStore {
  /** All configured repositories, in the order of the configuration. */
  repositories(): readonly RepositoryInfo[];

  /** What is known of a repository now. Throws NotFoundError for an unknown name. */
  snapshot(name: string): RepoSnapshot;

  /**
   * Resolves once the first answer is in (or has failed); rejects only for an
   * unknown name or when the signal aborts.
   */
  settled(
    name: string,
    options?: { signal?: AbortSignal },
  ): Promise<RepoSnapshot>;

  /**
   * Asks the forge now and resolves with what it said. What was pushed before
   * the call is in the answer, unless the state says that the forge failed.
   */
  refresh(name: string): Promise<RepoSnapshot>;

  /** The tree of one of the latest commits that were read; unset when it is no longer kept. */
  treeAt(name: string, commit: string): RepoTree | undefined;

  /** Calls the listener with the name of each repository that changed. Returns its undo. */
  subscribe(listener: (name: string) => void): () => void;

  /** Web address of a file (and line) on the followed branch. */
  fileUrl(name: string, path: string, line?: number): string;

  /** Web address of a directory on the followed branch; empty path for the root. */
  directoryUrl(name: string, path: string): string;

  /** Web address of a commit. */
  commitUrl(name: string, commit: string): string;
}

/**
 * A tree and what it says.
 *
 * @public
 */
export interface RepoTree {
  /** Full commit hash. */
  readonly commit: string;
  readonly files: FileSet;
  readonly index: TreeIndex;
  readonly conventions: Conventions;
}

/**
 * What is known of one repository. The fields of the tree are unset until it was
 * read for the first time.
 *
 * @public
 */
export interface RepoSnapshot extends Partial<RepoTree> {
  readonly name: string;
  readonly state: SourceState;
  /** Changes when the commit or the state changes, and only then. */
  readonly revision: string;
}
