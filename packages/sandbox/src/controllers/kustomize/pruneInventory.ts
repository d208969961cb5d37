import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { refOf } from '../runtime/refOf';
import { InventoryEntry, liveInventory } from './inventory';

const isKept = (object: StoredObject) =>
  [object.metadata.annotations, object.metadata.labels].some(
    words =>
      words?.['kustomize.toolkit.fluxcd.io/prune']?.toLowerCase() ===
      'disabled',
  );

/**
 * Deletes what the inventory of a Kustomization held and holds no more. An object
 * that another owner has taken over stays, and so does one that opted out.
 * Answers what was deleted.
 * @public
 */
export function pruneInventory(
  store: ObjectStore,
  kustomization: StoredObject,
  options: {
    before: readonly InventoryEntry[];
    after: readonly InventoryEntry[];
  },
): StoredObject[] {
  const kept = new Set(options.after.map(({ id }) => id));
  const stale = options.before.filter(({ id }) => !kept.has(id));
  const { name, namespace } = kustomization.metadata;
  const deleted = liveInventory(store, stale).filter(object => {
    const { labels } = object.metadata;
    return (
      labels?.['kustomize.toolkit.fluxcd.io/name'] === name &&
      labels?.['kustomize.toolkit.fluxcd.io/namespace'] === namespace &&
      !isKept(object)
    );
  });
  for (const object of [...deleted].reverse()) store.delete(refOf(object));
  return deleted;
}
