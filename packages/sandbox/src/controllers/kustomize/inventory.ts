import {
  ObjectStore,
  StoredObject,
  StoredRef,
} from '../../kubernetes/ObjectStore';
import { groupOf } from '../runtime/refOf';

/** An entry of `status.inventory.entries`. @public */
export interface InventoryEntry {
  /** `<namespace>_<name>_<group>_<kind>`; `:` in a name is written `__`. */
  id: string;
  /** Version of the API. */
  v: string;
}

/** The entry of an applied object. @public */
export function inventoryEntry(object: StoredObject): InventoryEntry {
  const { namespace = '', name } = object.metadata;
  const group = groupOf(object.apiVersion);
  return {
    id: `${namespace}_${name.replaceAll(':', '__')}_${group}_${object.kind}`,
    v: object.apiVersion.split('/').at(-1) ?? '',
  };
}

/** What an inventory id names, by the grammar of cli-utils. @public */
export function refOfInventoryId(id: string): StoredRef {
  const first = id.indexOf('_');
  const last = id.lastIndexOf('_');
  const beforeGroup = id.lastIndexOf('_', last - 1);
  const namespace = id.slice(0, first);
  return {
    ...(namespace ? { namespace } : {}),
    name: id.slice(first + 1, beforeGroup).replaceAll('__', ':'),
    group: id.slice(beforeGroup + 1, last),
    kind: id.slice(last + 1),
  };
}

/** The objects of an inventory that exist. @public */
export function liveInventory(
  store: ObjectStore,
  entries: readonly InventoryEntry[] = [],
): StoredObject[] {
  return entries.flatMap(({ id }) => store.get(refOfInventoryId(id)) ?? []);
}
