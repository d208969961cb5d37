/**
 * A reading that is shared: however many ask, it is made at most once per gap
 * and never twice at a time. A reading that rejects is not kept.
 */
export class Paced<T> {
  readonly #read: () => Promise<T>;
  readonly #now: () => number;
  readonly #gapMs: number;
  #current: Promise<T> | undefined;
  #freshUntilMs = -Infinity;

  constructor(
    read: () => Promise<T>,
    options: { readonly now: () => number; readonly gapMs: number },
  ) {
    this.#read = read;
    this.#now = options.now;
    this.#gapMs = options.gapMs;
  }

  get(): Promise<T> {
    if (this.#current && this.#now() < this.#freshUntilMs) {
      return this.#current;
    }
    // Fresh for as long as it is under way, and for the gap from its end.
    this.#freshUntilMs = Infinity;
    const current = this.#read().then(
      value => {
        this.#end(current, this.#now() + this.#gapMs);
        return value;
      },
      error => {
        this.#end(current, -Infinity);
        throw error;
      },
    );
    this.#current = current;
    return current;
  }

  /** Whoever asks next gets a new reading. */
  forget(): void {
    this.#current = undefined;
  }

  #end(reading: Promise<T>, freshUntilMs: number): void {
    if (this.#current === reading) {
      this.#freshUntilMs = freshUntilMs;
    }
  }
}
