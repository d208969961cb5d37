/**
 * Timers, given from outside so that tests need no waiting.
 *
 * @public
 */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls once after the delay; returns its undo. */
  after(delayMs: number, call: () => void): () => void;
}
