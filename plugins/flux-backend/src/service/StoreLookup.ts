import {
  RELEASE_KINDS,
  type ObjectLookup,
} from '@homestage/backstage-plugin-flux-common';
import type {
  KindRef,
  KubeObject,
  ObjectRef,
} from '@homestage/backstage-plugin-lab-common';
import type { KindSnapshot } from '@homestage/backstage-plugin-lab-node';
import type { FactStore } from './FactStore';

/**
 * The kinds in which objects that belong to a workload are looked for: its
 * ReplicaSets, Jobs, machine instances and Pods.
 */
export const OWNED_KINDS: readonly KindRef[] = Object.freeze([
  { group: 'apps', kind: 'ReplicaSet' },
  { group: 'batch', kind: 'Job' },
  { group: 'kubevirt.io', kind: 'VirtualMachineInstance' },
  { group: '', kind: 'Pod' },
]);

type Items = readonly KubeObject[];
type Index = ReadonlyMap<string, readonly KubeObject[]>;

/**
 * Finds live objects in the watch cache. A list is indexed when it is first
 * asked, and the index goes with the list.
 */
export class StoreLookup implements ObjectLookup {
  readonly #store: FactStore;
  readonly #byPlace = new WeakMap<Items, Index>();
  readonly #byRelease = new WeakMap<Items, Index>();
  readonly #byOwner = new WeakMap<Items, Index>();

  constructor(store: FactStore) {
    this.#store = store;
  }

  find(ref: ObjectRef) {
    const snapshot = this.#store.snapshot(ref.cluster, {
      group: ref.group,
      kind: ref.kind,
    });
    const index = indexed(this.#byPlace, snapshot, placesOf);
    return {
      object: index.get(`${ref.namespace ?? ''}/${ref.name}`)?.[0],
      state: snapshot.state,
    };
  }

  ownedBy(cluster: string, uid: string): readonly KubeObject[] {
    return OWNED_KINDS.flatMap(kind => {
      const snapshot = this.#store.snapshot(cluster, kind);
      return indexed(this.#byOwner, snapshot, ownersOf).get(uid) ?? [];
    });
  }

  ofRelease(
    cluster: string,
    { namespace, name }: { namespace: string; name: string },
  ): readonly KubeObject[] {
    return RELEASE_KINDS.flatMap(kind => {
      const snapshot = this.#store.snapshot(cluster, kind);
      const index = indexed(this.#byRelease, snapshot, releasesOf);
      return index.get(`${namespace}/${name}`) ?? [];
    });
  }
}

/** The labels that helm-controller puts on everything of a release. */
function releasesOf({ metadata }: KubeObject): string[] {
  const name = metadata.labels?.['helm.toolkit.fluxcd.io/name'];
  const namespace = metadata.labels?.['helm.toolkit.fluxcd.io/namespace'];
  return name && namespace ? [`${namespace}/${name}`] : [];
}

function placesOf({ metadata }: KubeObject): string[] {
  return [`${metadata.namespace ?? ''}/${metadata.name}`];
}

function ownersOf({ metadata }: KubeObject): string[] {
  return (metadata.ownerReferences ?? []).map(({ uid }) => uid);
}

function indexed(
  indices: WeakMap<Items, Index>,
  { items }: KindSnapshot,
  keysOf: (object: KubeObject) => string[],
): Index {
  const known = indices.get(items);
  if (known) {
    return known;
  }
  const index = new Map<string, KubeObject[]>();
  for (const object of items) {
    for (const key of keysOf(object)) {
      const entries = index.get(key);
      if (entries) {
        entries.push(object);
      } else {
        index.set(key, [object]);
      }
    }
  }
  indices.set(items, index);
  return index;
}
