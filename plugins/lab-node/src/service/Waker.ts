import { pause } from './pause';

/**
 * The sleep of everybody who backs off from one cluster, which may end early:
 * when a request succeeds after failures all may try again at once, and when
 * credentials change also those who were refused.
 */
export class Waker {
  #success = new AbortController();
  #credentials = new AbortController();

  /** Resolves after that time, or earlier when woken or aborted; never rejects. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    const signals = [signal, this.#success.signal, this.#credentials.signal];
    return pause(durationMs, AbortSignal.any(signals));
  }

  /** The same, but no success of others ends it. */
  sleepSoundly(durationMs: number, signal: AbortSignal): Promise<void> {
    return pause(
      durationMs,
      AbortSignal.any([signal, this.#credentials.signal]),
    );
  }

  /** A request has succeeded after failures. */
  wake(): void {
    const ended = this.#success;
    this.#success = new AbortController();
    ended.abort();
  }

  /** Credentials have changed. */
  wakeAll(): void {
    const ended = this.#credentials;
    this.#credentials = new AbortController();
    ended.abort();
  }
}
