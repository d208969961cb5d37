import { connectionError } from './connectionError';
import { KubeApiError } from './KubeApiError';

/** Ends a request that says nothing for too long, and tells that from an abort by the caller. */
export class Watchdog {
  readonly #outer: AbortSignal;
  readonly #controller = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  #limitMs = 0;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
  }

  /** Something has to happen within this time from now. */
  expect(limitMs: number): void {
    clearTimeout(this.#timer);
    this.#limitMs = limitMs;
    this.#timer = setTimeout(() => this.#controller.abort(), limitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  explain(error: unknown): unknown {
    if (this.#outer.aborted) {
      return this.#outer.reason;
    }
    if (this.#controller.signal.aborted) {
      return new KubeApiError(
        `The API said nothing for ${Math.round(this.#limitMs / 1000)} s`,
        { code: 'timedOut', cause: error },
      );
    }
    return connectionError(error);
  }
}
