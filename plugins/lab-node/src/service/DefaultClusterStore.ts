import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type {
  KindRef,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';
import { Distributor } from '../distribution/Distributor';
import { KindStore } from '../store/KindStore';
import type {
  ClusterInfo,
  ClusterStore,
  KindChange,
  KindSnapshot,
  KindStats,
  ServedKind,
} from '../types/ClusterStore';
import type { Clock } from './Clock';
import type { ClusterReader, CreateKindStore } from './ClusterReader';
import type { ClusterStoreTimings } from './timings';
import { until } from './until';

/** What a {@link DefaultClusterStore} works with. */
export interface DefaultClusterStoreOptions {
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly timings: ClusterStoreTimings;
  /** Makes the clusters, in their order; called once. */
  readonly createClusters: (createStore: CreateKindStore) => ClusterReader[];
  /** Freeze objects, so that a test notices who changes them. */
  readonly freezes: boolean;
}

/** {@link ClusterStore} over any number of clusters that know nothing of each other. */
export class DefaultClusterStore implements ClusterStore {
  readonly #options: DefaultClusterStoreOptions;
  readonly #clusters: ReadonlyMap<string, ClusterReader>;
  readonly #distributor: Distributor;
  readonly #stopping = new AbortController();
  readonly #asked = new Map<string, { kind: KindRef; at: number }>();
  readonly #releaseTimer: NodeJS.Timeout;
  /** Tells the revisions of this process from those of an earlier one. */
  readonly #epoch: string;
  #revisions = 0;

  private constructor(options: DefaultClusterStoreOptions) {
    const { clock, createClusters, logger, timings } = options;
    this.#options = options;
    this.#distributor = new Distributor(logger);
    this.#epoch = `${clock.now().toString(36)}${Math.floor(
      clock.random() * 36 ** 4,
    ).toString(36)}`;
    this.#clusters = new Map(
      createClusters((...args) => this.#createStore(...args)).map(cluster => [
        cluster.info.name,
        cluster,
      ]),
    );
    this.#releaseTimer = setInterval(
      () => this.#releaseIdle(),
      timings.idleReleaseMs / 4,
    ).unref();
  }

  static create(options: DefaultClusterStoreOptions): DefaultClusterStore {
    return new DefaultClusterStore(options);
  }

  clusters(): readonly ClusterInfo[] {
    return [...this.#clusters.values()].map(cluster => cluster.info);
  }

  snapshot(cluster: string, kind: KindRef): KindSnapshot {
    const reader = this.#cluster(cluster);
    this.#ask(kind);
    return reader.store(kind).snapshot();
  }

  async settled(
    cluster: string,
    kind: KindRef,
    options: { signal?: AbortSignal } = {},
  ): Promise<KindSnapshot> {
    const { signal } = options;
    signal?.throwIfAborted();
    const ends = [this.#stopping.signal, ...(signal ? [signal] : [])];
    await until(() => this.snapshot(cluster, kind).state.status !== 'syncing', {
      subscribe: listener => this.#distributor.subscribe([kind], listener),
      signal: AbortSignal.any(ends),
    });
    signal?.throwIfAborted();
    return this.snapshot(cluster, kind);
  }

  servedKinds(cluster: string): {
    kinds: readonly ServedKind[];
    state: SourceState;
  } {
    return this.#cluster(cluster).servedKinds();
  }

  subscribe(
    kinds: readonly KindRef[],
    listener: (changes: readonly KindChange[]) => void,
  ): () => void {
    const undo = this.#distributor.subscribe(kinds, listener);
    for (const kind of kinds) {
      this.#ask(kind);
    }
    return undo;
  }

  stats(): readonly KindStats[] {
    return [...this.#clusters.values()].flatMap(cluster =>
      [...cluster.stores()].map(store => store.stats()),
    );
  }

  /** Credentials or addresses in the configuration may have changed. */
  reload(): void {
    for (const cluster of this.#clusters.values()) {
      cluster.reload();
    }
  }

  /** Ends every request; snapshots stay what they were. Cannot be undone. */
  stop(): void {
    clearInterval(this.#releaseTimer);
    for (const cluster of this.#clusters.values()) {
      cluster.stop();
    }
    this.#stopping.abort();
    this.#distributor.close();
  }

  #cluster(name: string): ClusterReader {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      const known = [...this.#clusters.keys()].join(', ') || 'none';
      throw new NotFoundError(
        `There is no cluster ${name} in kubernetes.clusterLocatorMethods; there is: ${known}`,
      );
    }
    return cluster;
  }

  #ask(kind: KindRef): void {
    const key = formatKindRef(kind);
    if (key === 'Secret') {
      throw new InputError('Secrets are never read by Homestage');
    }
    if (!this.#stopping.signal.aborted) {
      this.#asked.set(key, { kind, at: this.#options.clock.now() });
      for (const cluster of this.#clusters.values()) {
        cluster.store(kind);
      }
    }
  }

  #releaseIdle(): void {
    const { clock, logger, timings } = this.#options;
    for (const [key, { kind, at }] of this.#asked) {
      const isIdle = clock.now() - at >= timings.idleReleaseMs;
      if (isIdle && !this.#distributor.hasListener(kind)) {
        this.#asked.delete(key);
        for (const cluster of this.#clusters.values()) {
          cluster.release(kind);
        }
        logger.debug('A kind is no longer read because nobody asks for it', {
          kind: key,
        });
      }
    }
  }

  #createStore(
    ...[cluster, kind, options]: Parameters<CreateKindStore>
  ): KindStore {
    const store: KindStore = new KindStore({
      cluster,
      kind,
      now: this.#options.clock.now,
      freezes: this.#options.freezes,
      nextRevision: () => {
        this.#revisions += 1;
        return `${this.#epoch}.${this.#revisions.toString(36)}`;
      },
      onChange: () => {
        options?.onChange?.(store);
        this.#distributor.publish({ cluster, kind, revision: store.revision });
      },
    });
    return store;
  }
}
