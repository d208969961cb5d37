import type { KindRef } from '@homestage/backstage-plugin-lab-common';
import type { ServedKind } from '../types/ClusterStore';

/** A kind with where and how it is served. */
export interface ResolvedKind extends ServedKind {
  readonly canWatch: boolean;
}

/** Finds out which version of a kind a cluster serves, and notices when that changes. */
export interface KindResolver {
  /**
   * Undefined when the cluster answered and does not serve the kind. Asks the
   * cluster when nothing is known yet; rejects with a KubeApiError when it does
   * not answer.
   */
  resolve(
    kind: KindRef,
    signal: AbortSignal,
  ): Promise<ResolvedKind | undefined>;
  /** As last known, without asking. */
  known(kind: KindRef): ResolvedKind | undefined;
  /** What is known turned out wrong: asks again before the next answer. */
  invalidate(): void;
  /** Calls the listener after the served kinds changed. Returns its undo. */
  onChange(listener: () => void): () => void;
}
