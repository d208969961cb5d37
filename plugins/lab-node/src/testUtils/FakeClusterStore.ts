import { NotFoundError } from '@backstage/errors';
import {
  formatKindRef,
  groupOf,
  objectKey,
  parseKindRef,
  refOf,
  type KindRef,
  type KubeObject,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type {
  ClusterInfo,
  ClusterStore,
  KindChange,
  KindSnapshot,
  KindStats,
} from '@homestage/backstage-plugin-lab-node';

const LIVE: Omit<SourceState, 'source' | 'title' | 'cluster'> = {
  status: 'live',
  since: '2026-11-20T11:00:00Z',
  asOf: '2026-11-20T12:00:00Z',
  message: 'Watching',
};

/**
 * A cluster store that holds what a test puts in: clusters can go silent, kinds
 * can be refused, and it counts what it is asked. It keeps the promises of
 * ClusterStore, but tells every change at once.
 *
 * @public
 */
export class FakeClusterStore implements ClusterStore {
  /** What was asked for, as `<cluster>/<kind>`. */
  readonly asked = new Set<string>();
  readonly #clusters: string[];
  /** By `<cluster>/<kind>`, then by object. */
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #states = new Map<string, Partial<SourceState>>();
  readonly #revisions = new Map<string, number>();
  readonly #snapshots = new Map<string, KindSnapshot>();
  readonly #listeners = new Set<{
    kinds: ReadonlySet<string>;
    listener: (changes: readonly KindChange[]) => void;
  }>();

  constructor(...clusters: string[]) {
    this.#clusters = clusters;
  }

  /** Adds objects, or replaces those of the same kind, namespace and name. */
  put(cluster: string, ...objects: KubeObject[]): void {
    const kinds = new Set<string>();
    for (const object of objects) {
      const kind = kindOf(object);
      this.#objectsOf(cluster, kind).set(keyOf(object), object);
      kinds.add(kind);
    }
    kinds.forEach(kind => this.#changed(cluster, kind));
  }

  /** Deletes an object, which has to be there. */
  remove(cluster: string, object: KubeObject): void {
    const kind = kindOf(object);
    if (!this.#objectsOf(cluster, kind).delete(keyOf(object))) {
      throw new NotFoundError(`No ${keyOf(object)} on ${cluster}`);
    }
    this.#changed(cluster, kind);
  }

  /**
   * Sets the state of a kind, or of all kinds of a cluster. In a state other than
   * `live` and `stale` nothing was ever read.
   */
  setState(cluster: string, state: Partial<SourceState>, kind = '*'): void {
    this.#states.set(`${cluster}/${kind}`, state);
    const known = [...this.#snapshots.values()].filter(
      snapshot => snapshot.cluster === cluster,
    );
    for (const snapshot of known) {
      this.#changed(cluster, formatKindRef(snapshot.kind));
    }
  }

  /** How many listen now. */
  get listenerCount(): number {
    return this.#listeners.size;
  }

  clusters(): readonly ClusterInfo[] {
    return this.#clusters.map(name => ({ name, title: `Cluster ${name}` }));
  }

  snapshot(cluster: string, kind: KindRef): KindSnapshot {
    if (!this.#clusters.includes(cluster)) {
      throw new NotFoundError(`No cluster ${cluster}`);
    }
    const name = formatKindRef(kind);
    const key = `${cluster}/${name}`;
    this.asked.add(key);
    const known = this.#snapshots.get(key);
    if (known) {
      return known;
    }
    const state = this.#stateOf(cluster, name);
    const snapshot: KindSnapshot = Object.freeze({
      cluster,
      kind,
      items: ['live', 'stale'].includes(state.status)
        ? Object.freeze(this.#sortedObjects(cluster, name))
        : [],
      revision: `${key}@${this.#revisions.get(key) ?? 0}`,
      state,
    });
    this.#snapshots.set(key, snapshot);
    return snapshot;
  }

  async settled(cluster: string, kind: KindRef): Promise<KindSnapshot> {
    return this.snapshot(cluster, kind);
  }

  servedKinds(cluster: string): ReturnType<ClusterStore['servedKinds']> {
    return {
      kinds: [],
      state: this.snapshot(cluster, { group: '', kind: 'Namespace' }).state,
    };
  }

  subscribe(
    kinds: readonly KindRef[],
    listener: (changes: readonly KindChange[]) => void,
  ): () => void {
    const entry = { kinds: new Set(kinds.map(formatKindRef)), listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  stats(): readonly KindStats[] {
    return [];
  }

  #stateOf(cluster: string, kind: string): SourceState {
    const key = `${cluster}/${kind}`;
    return {
      source: `kubernetes/${key}`,
      title: `${kind} on ${cluster}`,
      cluster,
      ...LIVE,
      ...this.#states.get(`${cluster}/*`),
      ...this.#states.get(key),
    };
  }

  #objectsOf(cluster: string, kind: string): Map<string, KubeObject> {
    const key = `${cluster}/${kind}`;
    const objects = this.#objects.get(key) ?? new Map<string, KubeObject>();
    this.#objects.set(key, objects);
    return objects;
  }

  #sortedObjects(cluster: string, kind: string): KubeObject[] {
    return [...this.#objectsOf(cluster, kind)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  #changed(cluster: string, kind: string): void {
    const key = `${cluster}/${kind}`;
    const revision = (this.#revisions.get(key) ?? 0) + 1;
    this.#revisions.set(key, revision);
    this.#snapshots.delete(key);
    for (const { kinds, listener } of this.#listeners) {
      if (kinds.has(kind)) {
        listener([
          {
            cluster,
            kind: parseKindRef(kind),
            revision: String(revision),
          },
        ]);
      }
    }
  }
}

function kindOf({ apiVersion, kind }: KubeObject): string {
  return formatKindRef({ group: groupOf(apiVersion), kind });
}

function keyOf(object: KubeObject): string {
  return objectKey(refOf('', object));
}
