import { randomUUID } from 'crypto';
import {
  judgeTalos,
  type TalosClusterSnapshot,
  type TalosModel,
} from '@homestage/backstage-plugin-talos-common';

/**
 * Owns the model: judged again only after a change was told, or when time alone may
 * have changed a judgement. Its revision never comes again, also after a restart.
 */
export class TalosModelSource {
  readonly #snapshots: () => TalosClusterSnapshot[];
  readonly #now: () => number;
  readonly #instance = randomUUID().slice(0, 8);
  #current: { model: TalosModel; revision: string } | undefined;
  #generation = 0;

  constructor(options: {
    snapshots: () => TalosClusterSnapshot[];
    now: () => number;
  }) {
    this.#snapshots = options.snapshots;
    this.#now = options.now;
  }

  /** Something changed: the next reader judges again. */
  changed(): void {
    this.#current = undefined;
  }

  read(): { model: TalosModel; revision: string } {
    const now = this.#now();
    const current = this.#current;
    if (current && now < (current.model.validUntilMs ?? Infinity)) {
      return current;
    }
    this.#generation += 1;
    this.#current = {
      model: judgeTalos(this.#snapshots(), { now }),
      revision: `${this.#instance}.${this.#generation}`,
    };
    return this.#current;
  }
}
