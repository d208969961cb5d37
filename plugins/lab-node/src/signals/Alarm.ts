import type { Timers } from './Timers';

/** The longest delay a timer of Node takes; what is due later is looked at again then. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls at one future time, for what changes without anything happening: an
 * object that becomes late, a certificate that nears its end. Setting it again
 * forgets the time before.
 *
 * @public
 */
export class Alarm {
  readonly #timers: Timers;
  #undo: (() => void) | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** `atMs`: milliseconds since the epoch; undefined: never. */
  set(atMs: number | undefined, onDue: () => void): void {
    this.stop();
    if (atMs !== undefined) {
      const delayMs = Math.max(0, atMs - this.#timers.now());
      this.#undo = this.#timers.after(Math.min(delayMs, MAX_DELAY_MS), onDue);
    }
  }

  stop(): void {
    this.#undo?.();
    this.#undo = undefined;
  }
}
