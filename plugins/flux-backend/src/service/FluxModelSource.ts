import { randomUUID } from 'crypto';
import {
  FLUX_KINDS,
  judgeFlux,
  type FluxModel,
} from '@homestage/backstage-plugin-flux-common';
import type {
  ClusterInfo,
  KindSnapshot,
} from '@homestage/backstage-plugin-lab-node';
import type { FactStore } from './FactStore';

/**
 * A model with the revision it has.
 */
export interface RevisedModel {
  readonly model: FluxModel;
  /** Changes with the model, and never comes again, also not after a restart. */
  readonly revision: string;
  readonly clusters: readonly ClusterInfo[];
}

/**
 * Owns the model of all Flux objects.
 *
 * @remarks
 *
 * It is judged again only when a snapshot of it changed or when time alone may
 * have changed a judgement; between that, everybody gets the same one. Objects
 * that did not change are not read again.
 */
export class FluxModelSource {
  readonly #store: FactStore;
  readonly #now: () => number;
  readonly #instance = randomUUID().slice(0, 8);
  #current: RevisedModel | undefined;
  #fingerprint = '';
  #generation = 0;

  constructor(options: { store: FactStore; now: () => number }) {
    this.#store = options.store;
    this.#now = options.now;
  }

  /** The model as of now. */
  read(): RevisedModel {
    const clusters = this.#store.clusters();
    const snapshots = this.#snapshots(clusters);
    const fingerprint = snapshots.map(fingerprintOf).join(' ');
    const now = this.#now();
    const isValid = now < (this.#current?.model.validUntilMs ?? Infinity);
    if (this.#current && isValid && fingerprint === this.#fingerprint) {
      return this.#current;
    }
    const model = judgeFlux(snapshots, {
      now,
      previous: this.#current?.model,
    });
    this.#generation += 1;
    this.#fingerprint = fingerprint;
    this.#current = {
      model,
      clusters,
      revision: `${this.#instance}.${this.#generation}`,
    };
    return this.#current;
  }

  #snapshots(clusters: readonly ClusterInfo[]): KindSnapshot[] {
    return clusters.flatMap(({ name }) =>
      FLUX_KINDS.map(({ kind, group }) =>
        this.#store.snapshot(name, { kind, group }),
      ),
    );
  }
}

function fingerprintOf({ cluster, kind, revision }: KindSnapshot): string {
  return `${cluster}/${kind.kind}=${revision}`;
}
