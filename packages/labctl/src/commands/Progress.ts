import type { Terminal } from './Terminal';

/** Work shorter than this says nothing. */
const QUIET_MS = 1_000;

/** One line at a time for what takes over a second, on the error stream. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #startedMs: number;
  #pending: string | undefined;
  #hasSpoken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#startedMs = terminal.elapsedMs();
  }

  /** Milliseconds since the command began. */
  get elapsedMs(): number {
    return Math.round(this.#terminal.elapsedMs() - this.#startedMs);
  }

  /** Says what is being done; shown at once when a second has gone by, else then. */
  step(what: string): void {
    this.#pending = what;
    clearTimeout(this.#timer);
    const leftMs = QUIET_MS - this.elapsedMs;
    if (leftMs <= 0) {
      this.#show();
    } else {
      this.#timer = setTimeout(() => this.#show(), leftMs);
      this.#timer.unref();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#hasSpoken) {
      this.#terminal.writeError(`done after ${this.#seconds()} s\n`);
    }
  }

  #show(): void {
    if (this.#pending !== undefined) {
      this.#terminal.writeError(`${this.#pending} ... ${this.#seconds()} s\n`);
      this.#pending = undefined;
      this.#hasSpoken = true;
    }
  }

  #seconds(): string {
    return (this.elapsedMs / 1_000).toFixed(1);
  }
}
