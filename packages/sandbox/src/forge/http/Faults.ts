import type { ForgeFault } from '../types';

/** The misbehaviours that are switched on, oldest first. */
export class Faults {
  readonly #active: Array<{ fault: ForgeFault; left: number }> = [];

  add(fault: ForgeFault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.#active.push(entry);
    return () => this.#remove(entry);
  }

  /** The fault that strikes this request, counted as one strike. */
  strike(method: string, path: string): ForgeFault | undefined {
    const entry = this.#active.find(
      ({ fault }) => !fault.match || fault.match.test(`${method} ${path}`),
    );
    if (!entry) {
      return undefined;
    }
    entry.left -= 1;
    if (entry.left <= 0) {
      this.#remove(entry);
    }
    return entry.fault;
  }

  #remove(entry: { fault: ForgeFault; left: number }): void {
    const at = this.#active.indexOf(entry);
    if (at >= 0) {
      this.#active.splice(at, 1);
    }
  }
}
