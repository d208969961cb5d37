import type { Timers } from '@homestage/backstage-plugin-lab-node';

/**
 * A clock that a test moves; timers go off in their order on the way.
 *
 * @public
 */
export class ManualTimers implements Timers {
  #now: number;
  #waiting: Array<{ atMs: number; call: () => void }> = [];

  constructor(now = 0) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, call: () => void): () => void {
    const entry = { atMs: this.#now + delayMs, call };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter(other => other !== entry);
    };
  }

  advance(ms: number): void {
    const endMs = this.#now + ms;
    for (;;) {
      const [next] = this.#waiting
        .filter(({ atMs }) => atMs <= endMs)
        .sort((a, b) => a.atMs - b.atMs);
      if (!next) {
        break;
      }
      this.#waiting = this.#waiting.filter(other => other !== next);
      this.#now = next.atMs;
      next.call();
    }
    this.#now = endMs;
  }
}
