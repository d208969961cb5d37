import type {
  KindRef,
  KubeObject,
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';

/**
 * The state of the clusters, kept up to date by one list and one watch per
 * cluster and kind for the whole process, however many plugins, users and tabs
 * look at it.
 *
 * @remarks
 *
 * What it promises:
 * - a kind is read from the moment somebody first asks for it, on every cluster;
 * - eventually a snapshot equals what a fresh list would return, also after the
 *   API server was away, a watch was cut or expired, or a token rotated;
 * - snapshots are immutable, and items sorted by namespace and name;
 * - changes of one tick are told once, after the snapshot shows them.
 *
 * What it does not promise: that every intermediate state of an object is seen,
 * or that snapshots of two kinds show the same instant. It never reads Secrets: asking for them throws InputError.
 *
 * @public
 */
export interface ClusterStore {
  /** The clusters that `kubernetes.clusterLocatorMethods` names, in that order. */
  clusters(): readonly ClusterInfo[];

  /**
   * The objects of a kind on one cluster as last known. Starts reading the kind
   * when nobody asked before. Throws NotFoundError for an unknown cluster.
   */
  snapshot(cluster: string, kind: KindRef): KindSnapshot;

  /**
   * Resolves with the snapshot once its state has left `syncing`, whatever it
   * then is; rejects only when the signal aborts.
   */
  settled(
    cluster: string,
    kind: KindRef,
    options?: { signal?: AbortSignal },
  ): Promise<KindSnapshot>;

  /**
   * The kinds a cluster serves that can be listed and watched, Secrets left out;
   * `state` says how far the answer can be trusted.
   */
  servedKinds(cluster: string): {
    kinds: readonly ServedKind[];
    state: SourceState;
  };

  /**
   * Calls the listener after objects or states of the given kinds changed, at
   * most once a tick, with what changed. Listeners must return at once. Returns
   * its undo.
   */
  subscribe(
    kinds: readonly KindRef[],
    listener: (changes: readonly KindChange[]) => void,
  ): () => void;

  /** What reading costs and how it goes, for each cluster and kind that is read. */
  stats(): readonly KindStats[];
}

/** @public */
export interface ClusterInfo {
  readonly name: string;
  readonly title?: string;
}

/** @public */
export interface ServedKind extends KindRef {
  /** Preferred version among those served. */
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** @public */
export interface KindChange {
  readonly cluster: string;
  readonly kind: KindRef;
  readonly revision: string;
}

/** @public */
export interface KindSnapshot {
  readonly cluster: string;
  readonly kind: KindRef;
  /** Deeply frozen in tests; never to be changed. */
  readonly items: readonly KubeObject[];
  /** Changes with the items or the state, and only then. Opaque. */
  readonly revision: string;
  readonly state: SourceState;
}

/**
 * Figures about the reading of one kind on one cluster. Counters begin at zero
 * when the kind is first asked for.
 *
 * @public
 */
export interface KindStats {
  readonly cluster: string;
  readonly kind: KindRef;
  readonly status: SourceStatus;
  readonly objects: number;
  /** Objects left out because they have no name, kind or version. */
  readonly oddObjects: number;
  /** Watch events of a type that is not known. */
  readonly oddEvents: number;
  /** Memory of the objects, estimated. */
  readonly approximateBytes: number;
  readonly lists: number;
  /** Lists after the first. */
  readonly relists: number;
  readonly watches: number;
  /** Since the cluster was last heard; unset when never. */
  readonly ageMs?: number;
  /** What last went wrong, also when it is over; unset when nothing did. */
  readonly lastFailure?: string;
}
