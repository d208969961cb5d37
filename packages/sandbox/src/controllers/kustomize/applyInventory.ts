import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { AppliedObject, applyManifest } from './applyManifest';
import { InventoryEntry, inventoryEntry } from './inventory';
import { pruneInventory } from './pruneInventory';

/** What an apply did. @public */
export interface AppliedInventory {
  applied: AppliedObject[];
  deleted: StoredObject[];
  inventory: InventoryEntry[];
}

function writeInventory(
  store: ObjectStore,
  object: StoredObject,
  entries: readonly InventoryEntry[],
): void {
  const live = store.get(refOf(object)) ?? object;
  writeStatus(store, live, {
    observedGeneration: -1,
    ...live.status,
    inventory: { entries },
  });
}

/**
 * Applies the manifests of a Kustomization one after the other, prunes what it
 * does not hold any more, and writes the inventory. When an object is refused,
 * the inventory still names everything that is there, so that nothing is lost
 * from sight.
 *
 * @throws ReconcileFailure when the API refuses an object
 * @public
 */
export function applyInventory(
  store: ObjectStore,
  object: StoredObject,
  manifests: readonly StoredObject[],
): AppliedInventory {
  const before: InventoryEntry[] = object.status?.inventory?.entries ?? [];
  const applied: AppliedObject[] = [];
  try {
    for (const manifest of manifests) {
      applied.push(applyManifest(store, manifest, 'kustomize-controller'));
    }
  } catch (error) {
    const entries = [
      ...before,
      ...applied.map(one => inventoryEntry(one.object)),
    ];
    const byId = new Map(entries.map(entry => [entry.id, entry]));
    writeInventory(store, object, [...byId.values()]);
    throw error;
  }
  const inventory = applied.map(one => inventoryEntry(one.object));
  const deleted = object.spec?.prune
    ? pruneInventory(store, object, { before, after: inventory })
    : [];
  writeInventory(store, object, inventory);
  return { applied, deleted, inventory };
}
