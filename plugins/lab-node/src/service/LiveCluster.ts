import type { LoggerService } from '@backstage/backend-plugin-api';
import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type {
  KindRef,
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import type { KubeApi } from '../api/KubeApi';
import { ClusterDiscovery } from '../discovery/ClusterDiscovery';
import { DefinitionWatch } from '../discovery/DefinitionWatch';
import { Reflector } from '../reflector/Reflector';
import type { KindStore } from '../store/KindStore';
import type { ClusterInfo, ServedKind } from '../types/ClusterStore';
import type { Clock } from './Clock';
import type { ClusterReader, CreateKindStore } from './ClusterReader';
import type { ClusterStoreTimings } from './timings';
import { Waker } from './Waker';

/** What the state of one kind tells of the cluster; the other states tell of the kind only. */
const ANSWERS: Partial<Record<SourceStatus, boolean>> = Object.freeze({
  live: true,
  stale: false,
  unreachable: false,
});

/** What a {@link LiveCluster} works with. */
export interface LiveClusterOptions {
  readonly info: ClusterInfo;
  readonly api: KubeApi;
  readonly createStore: CreateKindStore;
  readonly clock: Clock;
  readonly timings: ClusterStoreTimings;
  /** Nothing is read before this resolves. */
  readonly started: Promise<void>;
  readonly logger: LoggerService;
}

/**
 * One cluster that is asked: its kinds, each with a store and a reflector, and
 * what it serves. Shares nothing with other clusters, so that one that hangs
 * costs them nothing.
 */
export class LiveCluster implements ClusterReader {
  readonly info: ClusterInfo;
  readonly #options: LiveClusterOptions;
  readonly #discovery: ClusterDiscovery;
  readonly #waker = new Waker();
  readonly #kinds = new Map<
    string,
    { store: KindStore; reflector: Reflector | undefined }
  >();
  #isStopped = false;
  #definitions: DefinitionWatch | undefined;
  #answers: boolean | undefined;

  constructor(options: LiveClusterOptions) {
    this.info = options.info;
    this.#options = options;
    this.#discovery = new ClusterDiscovery({
      cluster: options.info.name,
      api: options.api,
      clock: options.clock,
      timings: options.timings,
      watchesDefinitions: () => this.#definitions?.isLive() ?? false,
    });
  }

  store(kind: KindRef): KindStore {
    const key = formatKindRef(kind);
    const existing = this.#kinds.get(key);
    if (existing) {
      return existing.store;
    }
    const store = this.#options.createStore(this.info.name, kind, {
      onChange: changed => this.#notice(changed),
    });
    this.#kinds.set(key, { store, reflector: this.#startReading(store, kind) });
    return store;
  }

  release(kind: KindRef): void {
    const key = formatKindRef(kind);
    this.#kinds.get(key)?.reflector?.stop();
    this.#kinds.delete(key);
  }

  *stores(): Iterable<KindStore> {
    for (const { store } of this.#kinds.values()) {
      yield store;
    }
  }

  servedKinds(): { kinds: readonly ServedKind[]; state: SourceState } {
    this.#watchDefinitions();
    this.#discovery.begin();
    return this.#discovery.servedKinds();
  }

  reload(): void {
    this.#options.api.reloadCredentials();
    this.#waker.wakeAll();
  }

  stop(): void {
    this.#isStopped = true;
    for (const { reflector } of this.#kinds.values()) {
      reflector?.stop();
    }
    this.#definitions?.stop();
    this.#discovery.stop();
    this.#options.api.close();
  }

  #startReading(store: KindStore, kind: KindRef): Reflector | undefined {
    if (this.#isStopped) {
      return undefined;
    }
    this.#watchDefinitions();
    return Reflector.start({
      ...this.#reflectorOptions(),
      kind,
      resolver: this.#discovery,
      sink: store,
    });
  }

  #watchDefinitions(): void {
    this.#definitions ??= DefinitionWatch.start(this.#reflectorOptions(), () =>
      this.#discovery.definitionsChanged(),
    );
  }

  #reflectorOptions() {
    const { api, clock, started, timings } = this.#options;
    const waker = this.#waker;
    return { cluster: this.info.name, api, clock, started, timings, waker };
  }

  /** Logs when the cluster begins or ceases to answer, and not once for each kind. */
  #notice(store: KindStore): void {
    const answers = ANSWERS[store.status];
    if (answers === undefined || answers === this.#answers) {
      return;
    }
    this.#answers = answers;
    const { source, message } = store.state();
    if (answers) {
      this.#options.logger.info('The cluster answers', { source });
    } else {
      this.#options.logger.warn(
        `Facts about the cluster grow old: ${message}`,
        {
          source,
        },
      );
    }
  }
}
