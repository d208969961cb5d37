import {
  isForgeError,
  type ForgeService,
} from '@homestage/backstage-plugin-gitops-node';
import type { Containment } from '@homestage/backstage-plugin-gitops-common';

/** Does the commit hold the other one? */
export interface CommitPair {
  readonly commit: string;
  readonly other: string;
}

/** A commit that a forge does not know yet may come with the next push. */
const UNKNOWN_MS = 30_000;
/** Pairs kept, the oldest goes first: a few for each merged change on its way. */
const MAX_KEPT = 1_000;

/**
 * Knows whether one commit holds another. It asks the forge which commits the
 * other has besides: none means that it is held. Commits do not change, so each
 * pair is asked for once.
 */
export class Ancestry {
  readonly #forges: ForgeService;
  readonly #now: () => number;
  readonly #known = new Map<string, { holds: Containment; untilMs: number }>();

  constructor(options: {
    readonly forges: ForgeService;
    readonly now: () => number;
  }) {
    this.#forges = options.forges;
    this.#now = options.now;
  }

  /**
   * `unknown` when the forge fails or does not know one of them.
   *
   * isForgeLive: whether the forge is to be asked at all; one that is away would
   *   keep everybody waiting
   */
  async holds(
    repository: string,
    pair: CommitPair & { readonly isForgeLive: boolean },
  ): Promise<Containment> {
    const { commit, other, isForgeLive } = pair;
    if (commit === other) {
      return 'yes';
    }
    const key = `${repository} ${commit} ${other}`;
    const known = this.#known.get(key);
    if (known && this.#now() < known.untilMs) {
      return known.holds;
    }
    if (!isForgeLive) {
      return 'unknown';
    }
    const holds = await this.#ask(repository, pair);
    const untilMs = holds === 'unknown' ? this.#now() + UNKNOWN_MS : Infinity;
    this.#known.delete(key);
    this.#known.set(key, { holds, untilMs });
    if (this.#known.size > MAX_KEPT) {
      const [oldest] = this.#known.keys();
      this.#known.delete(oldest);
    }
    return holds;
  }

  async #ask(repository: string, pair: CommitPair): Promise<Containment> {
    try {
      const forge = this.#forges.forRepository(repository);
      const missing = await forge.compare(pair.commit, pair.other);
      return missing.length === 0 ? 'yes' : 'no';
    } catch (error) {
      if (isForgeError(error)) {
        return 'unknown';
      }
      throw error;
    }
  }
}
