/** Options of {@link Backoff}; the arithmetic is at ClusterStoreTimings. */
export interface BackoffOptions {
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly random: () => number;
}

/** Waits that double with each failure, with a spread, up to a maximum. */
export class Backoff {
  readonly #options: BackoffOptions;
  #failures = 0;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** How long to wait after one more failure. */
  nextMs(): number {
    const { firstBackoffMs, maxBackoffMs, random } = this.#options;
    const baseMs = Math.min(firstBackoffMs * 2 ** this.#failures, maxBackoffMs);
    // Bounded, so that 2 ** failures stays a finite number.
    this.#failures = Math.min(this.#failures + 1, 30);
    return baseMs * (1 + random());
  }

  /** Whether the longest wait was given out. */
  get isExhausted(): boolean {
    const { firstBackoffMs, maxBackoffMs } = this.#options;
    return firstBackoffMs * 2 ** (this.#failures - 1) >= maxBackoffMs;
  }

  reset(): void {
    this.#failures = 0;
  }
}
