import { Clock } from './Clock';

/** How the queue is told what to do with a key. @public */
export interface WorkQueueOptions {
  clock: Clock;
  /**
   * Works on one key. Answers after how many milliseconds it wants to be called
   * again; undefined means when something changes.
   */
  work(key: string): Promise<number | undefined>;
  /** Told about every failure; the key is tried again. */
  onFailure(key: string, error: unknown): void;
  /** How many keys are worked on at once; default 4. */
  concurrency?: number;
}

/** First pause after a failure; it doubles with each failure that follows. */
const FIRST_RETRY_MS = 1_000;
/** 1, 2, 4, … 64 s: reached after six failures in a row, and kept from then on. */
const LONGEST_RETRY_MS = 60_000;

/**
 * Keys waiting to be worked on. A key is never worked on twice at the same time;
 * added while it is worked on, it is worked on once more afterwards; added many
 * times while it waits, once. Order between keys is the order of adding.
 *
 * One key is begun per turn of the event loop, so that a thousand of them do not
 * keep the API from answering.
 * @public
 */
export class WorkQueue {
  readonly #options: Required<WorkQueueOptions>;
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  readonly #timers = new Map<string, () => void>();
  readonly #failures = new Map<string, number>();
  #isPumping = false;
  #isStopped = false;

  constructor(options: WorkQueueOptions) {
    this.#options = { concurrency: 4, ...options };
  }

  /** True when nothing waits and nothing runs; timers may still be set. */
  get isIdle(): boolean {
    return this.#waiting.size === 0 && this.#running.size === 0;
  }

  add(key: string): void {
    if (this.#isStopped) return;
    this.#waiting.add(key);
    this.#pump();
  }

  /** Forgets timers and failures of a key that is gone. */
  forget(key: string): void {
    this.#cancelTimer(key);
    this.#failures.delete(key);
  }

  stop(): void {
    this.#isStopped = true;
    this.#waiting.clear();
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #pump(): void {
    if (this.#isPumping || this.#isStopped) return;
    this.#isPumping = true;
    setImmediate(() => {
      this.#isPumping = false;
      const key = this.#next();
      if (key === undefined) return;
      this.#run(key);
      this.#pump();
    });
  }

  #next(): string | undefined {
    if (this.#running.size >= this.#options.concurrency) return undefined;
    for (const key of this.#waiting) {
      if (!this.#running.has(key)) return key;
    }
    return undefined;
  }

  async #run(key: string): Promise<void> {
    this.#waiting.delete(key);
    this.#running.add(key);
    this.#cancelTimer(key);
    try {
      const afterMs = await this.#options.work(key);
      this.#failures.delete(key);
      if (afterMs !== undefined) this.#addAfter(key, afterMs);
    } catch (error) {
      this.#options.onFailure(key, error);
      this.#addAfter(key, this.#retryPause(key));
    } finally {
      this.#running.delete(key);
      this.#pump();
    }
  }

  #retryPause(key: string): number {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    return Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
  }

  #addAfter(key: string, milliseconds: number): void {
    if (this.#isStopped || this.#waiting.has(key)) return;
    this.#cancelTimer(key);
    const cancel = this.#options.clock.after(milliseconds, () => {
      this.#timers.delete(key);
      this.add(key);
    });
    this.#timers.set(key, cancel);
  }

  #cancelTimer(key: string): void {
    this.#timers.get(key)?.();
    this.#timers.delete(key);
  }
}
