import { waitFor } from '../../process/waitFor';
import type { Population } from './population';
import { seededRandom } from './seededRandom';

/** How many requests are on their way at once. */
const LANES = 8;

/** Of all changes, how many delete what they meet. */
const DELETES = 0.15;

/** How a {@link Churn} runs. */
export interface ChurnOptions {
  readonly population: Population;
  /** Changes a second that it tries to make. */
  readonly rate: number;
  readonly seed: number;
  /** Of all changes, how many delete what they meet; 15 % when unset. */
  readonly deletes?: number;
}

/** Changes objects all the time, at a rate, until it is stopped; what fails is counted. */
export class Churn {
  readonly #options: ChurnOptions;
  readonly #random: () => number;
  readonly #startedAt = performance.now();
  readonly #lanes: Promise<void[]>;
  #isStopped = false;
  #endedAt: number | undefined;
  /** When the next change is due. */
  #dueAt = performance.now();
  #done = 0;
  #failed = 0;

  private constructor(options: ChurnOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#lanes = Promise.all(
      Array.from({ length: LANES }, () => this.#lane()),
    );
  }

  static start(options: ChurnOptions): Churn {
    return new Churn(options);
  }

  /** Changes that the API took. */
  get done(): number {
    return this.#done;
  }

  /** Changes that it did not take: it was away, or there was nothing to delete. */
  get failed(): number {
    return this.#failed;
  }

  /** Changes a second that were taken, times without an API included. */
  get rate(): number {
    const endedAt = this.#endedAt ?? performance.now();
    return (this.#done * 1_000) / (endedAt - this.#startedAt);
  }

  /** Waits until so many more changes were taken. */
  async moreThan(changes: number): Promise<void> {
    const wanted = this.#done + changes;
    await waitFor(`${changes} more changes`, () => this.#done >= wanted, {
      timeoutMs: 120_000,
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#lanes;
    this.#endedAt = performance.now();
  }

  async #lane(): Promise<void> {
    while (!this.#isStopped) {
      await this.#untilDue();
      await this.#change();
    }
  }

  async #untilDue(): Promise<void> {
    const now = performance.now();
    // What was missed while the API was away is not made up for.
    this.#dueAt = Math.max(this.#dueAt + 1_000 / this.#options.rate, now);
    await new Promise(resolve => setTimeout(resolve, this.#dueAt - now));
  }

  async #change(): Promise<void> {
    const { population, deletes = DELETES } = this.#options;
    const index = Math.floor(this.#random() * population.size);
    try {
      const isTaken = await (this.#random() < deletes
        ? population.remove(index)
        : population.apply(index, String(this.#random())));
      this.#done += isTaken ? 1 : 0;
      this.#failed += isTaken ? 0 : 1;
    } catch {
      // No answer, which is what a killed API server gives.
      this.#failed += 1;
    }
  }
}
