import type { Timers } from './Timers';

/** At most four signals a second, however much changes: half of what change to pixel may take. */
const MIN_GAP_MS = 250;

/** What only details show may wait: events come in bursts. */
const LAZY_GAP_MS = 2_000;

/**
 * Turns many changes into few signals: the first is sent at once, what follows
 * within the gap is told together at its end.
 *
 * @public
 */
export class ChangeSignal {
  readonly #timers: Timers;
  readonly #send: () => void;
  #lastSentMs = -Infinity;
  #pending: { atMs: number; undo: () => void } | undefined;

  constructor(options: { timers: Timers; send: () => void }) {
    this.#timers = options.timers;
    this.#send = options.send;
  }

  /** Something changed. `isLazy`: it may wait for two seconds. */
  changed(options: { isLazy?: boolean } = {}): void {
    const now = this.#timers.now();
    const gapMs = options.isLazy ? LAZY_GAP_MS : MIN_GAP_MS;
    const earliestMs = options.isLazy ? now + gapMs : this.#lastSentMs + gapMs;
    const atMs = Math.max(now, earliestMs);
    if (this.#pending && this.#pending.atMs <= atMs) {
      return;
    }
    this.#pending?.undo();
    this.#pending = undefined;
    if (atMs <= now) {
      this.#flush();
      return;
    }
    this.#pending = {
      atMs,
      undo: this.#timers.after(atMs - now, () => this.#flush()),
    };
  }

  /** Sends nothing any more. */
  stop(): void {
    this.#pending?.undo();
    this.#pending = undefined;
  }

  #flush(): void {
    this.#pending = undefined;
    this.#lastSentMs = this.#timers.now();
    this.#send();
  }
}
