/**
 * One entry of `status.inventory.entries` taken apart.
 *
 * @public
 */
export interface InventoryRef {
  /** Unset for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
  /** The empty string for the core group. */
  readonly group: string;
  readonly kind: string;
}

/**
 * Reads an inventory id, `<namespace>_<name>_<group>_<kind>`; undefined when it
 * is none.
 *
 * @remarks
 *
 * The first `_` ends the namespace; the group and the kind are cut from the
 * right, because a core-group object has nothing between two of them; in the
 * name, `__` stands for `:` (RBAC names) and a single `_` can not occur.
 *
 * Source: `ParseObjMetadata` of sigs.k8s.io/cli-utils.
 *
 * @public
 */
export function parseInventoryId(id: string): InventoryRef | undefined {
  const first = id.indexOf('_');
  const last = id.lastIndexOf('_');
  const middle = id.lastIndexOf('_', last - 1);
  if (first < 0 || last <= first || middle <= first) {
    return undefined;
  }
  const name = id.slice(first + 1, middle).replaceAll('__', ':');
  const kind = id.slice(last + 1);
  if (!name || !kind || name.includes('_')) {
    return undefined;
  }
  return {
    ...(first > 0 ? { namespace: id.slice(0, first) } : {}),
    name,
    group: id.slice(middle + 1, last),
    kind,
  };
}
