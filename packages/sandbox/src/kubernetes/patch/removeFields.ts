import { isRecord } from '../store/json';
import { FieldTree, isLeaf, itemStep, valueStep } from './fieldTree';
import { ListTopology } from './listTopology';

/** Whether the tree owns the item as a whole, not only fields of it. */
const ownsItem = (tree: FieldTree) => isLeaf(tree) || '.' in tree;

function removeItems(
  list: unknown[],
  tree: FieldTree,
  options: { topology: ListTopology; path: readonly string[] },
): unknown[] {
  const kind = options.topology(options.path);
  if (kind === 'atomic') {
    return list;
  }
  return list.flatMap(item => {
    const owned = tree[kind === 'set' ? valueStep(item) : itemStep(kind, item)];
    if (!owned) {
      return [item];
    }
    return ownsItem(owned) ? [] : [removeFields(item, owned, options)];
  });
}

const isEmpty = (value: unknown) =>
  Array.isArray(value)
    ? value.length === 0
    : isRecord(value) && Object.keys(value).length === 0;

/**
 * The value without the fields of the tree. A map or list that is emptied by it
 * goes as well. Changes nothing in place.
 */
export function removeFields<T>(
  value: T,
  tree: FieldTree,
  options: { topology: ListTopology; path?: readonly string[] },
): T {
  const { topology, path = [] } = options;
  if (Array.isArray(value)) {
    return removeItems(value, tree, { topology, path }) as T;
  }
  if (!isRecord(value)) {
    return value;
  }
  const rest: Record<string, unknown> = {};
  for (const [field, child] of Object.entries(value)) {
    const owned = tree[`f:${field}`];
    if (!owned) {
      rest[field] = child;
    } else if (!isLeaf(owned)) {
      const left = removeFields(child, owned, {
        topology,
        path: [...path, field],
      });
      if (!isEmpty(left)) {
        rest[field] = left;
      }
    }
  }
  return rest as T;
}
