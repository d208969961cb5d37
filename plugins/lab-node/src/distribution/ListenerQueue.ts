import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KindChange } from '../types/ClusterStore';

/** Whoever wants to know of changes. */
export type ChangeListener = (changes: readonly KindChange[]) => void;

/**
 * Owns what one listener has not been told yet. Bounded: it holds at most one
 * change for each cluster and kind, the newest.
 */
export class ListenerQueue {
  readonly #listener: ChangeListener;
  readonly #logger: LoggerService;
  readonly #pending = new Map<string, KindChange>();
  #isScheduled = false;
  #isClosed = false;

  constructor(listener: ChangeListener, logger: LoggerService) {
    this.#listener = listener;
    this.#logger = logger;
  }

  /** The listener is called with all that was added, once the current tick is over. */
  add(key: string, change: KindChange): void {
    this.#pending.set(key, change);
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#tell());
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#pending.clear();
  }

  #tell(): void {
    this.#isScheduled = false;
    if (this.#isClosed || this.#pending.size === 0) {
      return;
    }
    const changes = [...this.#pending.values()];
    this.#pending.clear();
    try {
      this.#listener(changes);
    } catch (error) {
      this.#logger.error(
        'A listener to cluster changes failed, and missed one notice',
        error instanceof Error ? error : { error: String(error) },
      );
    }
  }
}
