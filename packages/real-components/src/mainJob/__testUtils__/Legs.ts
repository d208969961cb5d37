/** How long each part of a story took, in the order in which they ended. */
export class Legs {
  readonly #taken: Array<{ what: string; ms: number }> = [];

  begin(what: string): { end(): void } {
    const startedAt = performance.now();
    return {
      end: () => {
        this.#taken.push({ what, ms: performance.now() - startedAt });
      },
    };
  }

  /** A line for each, for people. */
  table(): string {
    return this.#taken
      .map(
        ({ what, ms }) => `${(ms / 1000).toFixed(2).padStart(7)} s  ${what}\n`,
      )
      .join('');
  }
}
