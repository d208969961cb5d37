import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type {
  KindRef,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { MisconfiguredSettings } from '../clusters/ClusterSettings';
import type { KindStore } from '../store/KindStore';
import type { ClusterInfo, ServedKind } from '../types/ClusterStore';
import type { ClusterReader, CreateKindStore } from './ClusterReader';

/** A cluster that is never asked, because its configuration says too little or the wrong. */
export class MisconfiguredCluster implements ClusterReader {
  readonly info: ClusterInfo;
  readonly #settings: MisconfiguredSettings;
  readonly #createStore: CreateKindStore;
  readonly #stores = new Map<string, KindStore>();
  readonly #since: string;

  constructor(
    settings: MisconfiguredSettings & ClusterInfo,
    options: { createStore: CreateKindStore; now: number },
  ) {
    this.info = { name: settings.name, title: settings.title };
    this.#settings = settings;
    this.#createStore = options.createStore;
    this.#since = new Date(options.now).toISOString();
  }

  store(kind: KindRef): KindStore {
    const key = formatKindRef(kind);
    const existing = this.#stores.get(key);
    if (existing) {
      return existing;
    }
    const store = this.#createStore(this.info.name, kind);
    this.#stores.set(key, store);
    const { message, nextStep } = this.#settings;
    store.report({ status: 'misconfigured', message, nextStep });
    return store;
  }

  release(kind: KindRef): void {
    this.#stores.delete(formatKindRef(kind));
  }

  stores(): Iterable<KindStore> {
    return this.#stores.values();
  }

  servedKinds(): { kinds: readonly ServedKind[]; state: SourceState } {
    const { message, nextStep } = this.#settings;
    return {
      kinds: [],
      state: {
        source: `kubernetes/${this.info.name}/discovery`,
        title: `API resources of ${this.info.name}`,
        cluster: this.info.name,
        status: 'misconfigured',
        since: this.#since,
        message,
        nextStep,
      },
    };
  }

  reload(): void {
    // Which clusters there are, and of which type, is read at the start only.
  }

  stop(): void {
    this.#stores.clear();
  }
}
