import { Clock } from '../runtime/Clock';

interface Timer {
  at: number;
  run: () => void;
}

/** A clock that stands still until it is told to go on to its next timer. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.parse('2026-11-20T12:00:00Z')) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(milliseconds, 0), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Goes on to the earliest timer and runs it; false when that is later than `limit` or there is none. */
  step(limit: number): boolean {
    const [first] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (!first || first.at > limit) {
      this.#now = Math.max(this.#now, limit);
      return false;
    }
    this.#timers.delete(first);
    this.#now = Math.max(this.#now, first.at);
    first.run();
    return true;
  }
}
