import type {
  KindRef,
  KubeObject,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxRef } from '../contract/row';
import type { FluxFacts } from '../read/FluxFacts';
import type { FluxStatus } from '../status/fluxStatus';
import type { Block } from './findBlock';

/**
 * The objects of one kind on one cluster, as ClusterStore gives them.
 *
 * @public
 */
export interface FactSnapshot {
  readonly cluster: string;
  readonly kind: KindRef;
  readonly items: readonly KubeObject[];
  readonly state: SourceState;
}

/**
 * One object with the judgement on it.
 *
 * @public
 */
export interface JudgedFlux {
  readonly facts: FluxFacts;
  readonly status: FluxStatus;
  /** The whole message; unset when there is nothing to say. */
  readonly message?: string;
  readonly since?: string;
  readonly block?: Block;
  /** The status before its source went silent. */
  readonly lastKnown?: FluxStatus;
}

/**
 * All Flux objects of all clusters, read and judged at one moment. Everything
 * the pages show is derived from it.
 *
 * @public
 */
export interface FluxModel {
  /** When it was judged, in milliseconds since the epoch. */
  readonly now: number;
  /** Ordered by cluster, kind, namespace and name. */
  readonly judged: ReadonlyMap<string, JudgedFlux>;
  /** State of every kind on every cluster, keyed `cluster/kind`. */
  readonly states: ReadonlyMap<string, SourceState>;
  /** When time alone may change a judgement; unset when it can not. */
  readonly validUntilMs?: number;
}

/** The key of {@link FluxModel.states}. */
export function stateKey(ref: Pick<FluxRef, 'cluster' | 'kind'>): string {
  return `${ref.cluster}/${ref.kind}`;
}
