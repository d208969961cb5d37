import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { applyManifest } from '../kustomize/applyManifest';
import {
  InventoryEntry,
  inventoryEntry,
  liveInventory,
} from '../kustomize/inventory';
import { objectKey } from '../runtime/objectKey';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { Snapshot } from './Snapshot';

/** Helm keeps ten versions; no more than the history names is ever asked for. */
const KEPT_VERSIONS = 5;

/** An action that waits for its objects to become ready. @public */
export interface Run {
  /** The wish it serves. */
  token: string;
  snapshot: Snapshot;
  inventory: InventoryEntry[];
  startedAt: number;
}

/**
 * The actions under way, at most one for each HelmRelease, and the manifests of
 * the versions that can be rolled back to: what Helm keeps in its Secrets.
 * @public
 */
export class ReleaseRuns {
  readonly #runs = new Map<string, Run>();
  readonly #manifests = new Map<string, Map<number, readonly StoredObject[]>>();

  of(object: StoredObject): Run | undefined {
    return this.#runs.get(objectKey(object.metadata));
  }

  /** Applies the manifests of a release, and removes what the one before had beyond them. */
  begin(
    object: StoredObject,
    store: ObjectStore,
    release: Omit<Run, 'inventory'> & { manifests: readonly StoredObject[] },
  ): void {
    const { manifests, ...run } = release;
    this.#keep(object, run.snapshot.version, manifests);
    const before: InventoryEntry[] = object.status?.inventory?.entries ?? [];
    const inventory = manifests
      .map(one => applyManifest(store, one, 'helm-controller').object)
      .map(inventoryEntry);
    const kept = new Set(inventory.map(({ id }) => id));
    const stale = before.filter(({ id }) => !kept.has(id));
    for (const one of liveInventory(store, stale)) store.delete(refOf(one));
    const live = store.get(refOf(object)) ?? object;
    writeStatus(store, live, {
      ...live.status,
      inventory: { entries: inventory },
    });
    this.#runs.set(objectKey(object.metadata), { ...run, inventory });
  }

  end(object: StoredObject): void {
    this.#runs.delete(objectKey(object.metadata));
  }

  /** What a version consisted of; undefined when it is not kept any more. */
  manifestsOf(
    object: StoredObject,
    version: number,
  ): readonly StoredObject[] | undefined {
    return this.#manifests.get(objectKey(object.metadata))?.get(version);
  }

  forget(ref: { namespace?: string; name: string }): void {
    this.#runs.delete(objectKey(ref));
    this.#manifests.delete(objectKey(ref));
  }

  #keep(
    object: StoredObject,
    version: number,
    manifests: readonly StoredObject[],
  ): void {
    const key = objectKey(object.metadata);
    const versions = this.#manifests.get(key) ?? new Map();
    versions.set(version, manifests);
    for (const oldest of versions.keys()) {
      if (versions.size <= KEPT_VERSIONS) break;
      versions.delete(oldest);
    }
    this.#manifests.set(key, versions);
  }
}
