import { GitTree } from './readGitTree';

/** How many revisions are kept: the newest, and what a slower reader may still be at. */
const KEPT_ARTIFACTS = 4;

/**
 * The trees that source-controller has stored, by revision: what its file server
 * is to the other controllers. The oldest goes first.
 * @public
 */
export class ArtifactCache {
  readonly #trees = new Map<string, GitTree>();

  /** `revision` as a source's status has it, e.g. `main@sha1:…`. */
  put(revision: string, tree: GitTree): void {
    this.#trees.delete(revision);
    this.#trees.set(revision, tree);
    for (const oldest of this.#trees.keys()) {
      if (this.#trees.size <= KEPT_ARTIFACTS) return;
      this.#trees.delete(oldest);
    }
  }

  get(revision: string): GitTree | undefined {
    return this.#trees.get(revision);
  }
}
