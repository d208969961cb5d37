/** Lets one task at a time in, in the order of asking. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    // The next task waits for the end of this one, good or bad.
    this.#last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}
