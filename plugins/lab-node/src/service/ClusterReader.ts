import type {
  KindRef,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { KindStore } from '../store/KindStore';
import type { ClusterInfo, ServedKind } from '../types/ClusterStore';

/** One cluster, however it is or is not reached. */
export interface ClusterReader {
  readonly info: ClusterInfo;
  /** The store of a kind, read from the moment of the first call on. */
  store(kind: KindRef): KindStore;
  /** Stops reading a kind and forgets it. */
  release(kind: KindRef): void;
  stores(): Iterable<KindStore>;
  servedKinds(): { kinds: readonly ServedKind[]; state: SourceState };
  /** The configuration changed: read credentials again and try again at once. */
  reload(): void;
  stop(): void;
}

/** Makes the store of one kind of one cluster. */
export type CreateKindStore = (
  cluster: string,
  kind: KindRef,
  options?: { onChange?: (store: KindStore) => void },
) => KindStore;
