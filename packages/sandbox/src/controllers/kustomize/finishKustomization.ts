import { StoredObject } from '../../kubernetes/ObjectStore';
import { Lab } from '../runtime/Controller';
import { removeFinalizer } from '../runtime/finalizer';
import { refOf } from '../runtime/refOf';
import { InventoryEntry } from './inventory';
import { pruneInventory } from './pruneInventory';

/**
 * Removes a Kustomization that is being deleted, and what it applied when its
 * deletion policy says so. Answers false while it waits for that to go away.
 * @public
 */
export function finishKustomization(object: StoredObject, lab: Lab): boolean {
  const { prune, suspend, deletionPolicy = 'MirrorPrune' } = object.spec ?? {};
  const before: InventoryEntry[] = object.status?.inventory?.entries ?? [];
  const removes =
    deletionPolicy === 'MirrorPrune'
      ? prune === true
      : deletionPolicy !== 'Orphan';
  if (removes && !suspend) {
    const deleted = pruneInventory(lab.store, object, { before, after: [] });
    const remains = deleted.some(one => lab.store.get(refOf(one)));
    if (deletionPolicy === 'WaitForTermination' && remains) return false;
  }
  removeFinalizer(object, lab.store);
  return true;
}
