import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ChangesAnswer } from '@homestage/backstage-plugin-gitops-common';

export interface ArrivalWatchOptions {
  readonly changes: {
    /** The last answer; unset when nobody asked yet. */
    readonly last: ChangesAnswer | undefined;
    answer(): Promise<ChangesAnswer>;
  };
  /** Told when the answer has become another one. */
  readonly onChange: (revision: string) => void;
  /** Runs the callback once after the time; returns its undo. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly logger: LoggerService;
}

/** Flux moves in bursts: a merge is fetched, and then many things are applied. */
const BURST_MS = 1_000;

/**
 * Looks again at the changes when Flux has moved, as long as one of them is on
 * its way, and tells when that made a difference: at most once a second, and
 * not at all while nobody has ever asked for them.
 */
export class ArrivalWatch {
  readonly #options: ArrivalWatchOptions;
  #undo: (() => void) | undefined;

  constructor(options: ArrivalWatchOptions) {
    this.#options = options;
  }

  /** Something of Flux has changed. */
  noticed(): void {
    if (!this.#undo && isOnItsWay(this.#options.changes.last)) {
      this.#undo = this.#options.schedule(() => this.#look(), BURST_MS);
    }
  }

  stop(): void {
    this.#undo?.();
    this.#undo = undefined;
  }

  async #look(): Promise<void> {
    this.#undo = undefined;
    const { changes, logger, onChange } = this.#options;
    const before = changes.last?.revision;
    try {
      const { revision } = await changes.answer();
      if (revision !== before) {
        onChange(revision);
      }
    } catch (error) {
      // Pages ask by themselves from time to time, and are then told why.
      logger.warn('Changes on their way could not be looked at', {
        cause: String(error),
      });
    }
  }
}

function isOnItsWay(answer: ChangesAnswer | undefined): boolean {
  return Boolean(
    answer?.rows.some(({ legs }) =>
      legs?.some(({ state }) => state !== 'done' && state !== 'none'),
    ),
  );
}
