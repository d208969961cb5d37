import { isRecord } from '../store/json';
import { FieldTree, isLeaf, isUnowned, itemStep, valueStep } from './fieldTree';
import { ListTopology } from './listTopology';

/** All fields of an object. */
export function fieldsOf(
  value: unknown,
  topology: ListTopology,
  path: readonly string[] = [],
): FieldTree {
  const tree: FieldTree = {};
  if (Array.isArray(value)) {
    const kind = topology(path);
    if (kind === 'set') {
      value.forEach(item => (tree[valueStep(item)] = {}));
    } else if (kind !== 'atomic') {
      value.forEach(item => {
        tree[itemStep(kind, item)] = {
          '.': {},
          ...fieldsOf(item, topology, path),
        };
      });
    }
  } else if (isRecord(value)) {
    for (const [field, child] of Object.entries(value)) {
      if (child === undefined || isUnowned(path, field)) {
        continue;
      }
      const below = fieldsOf(child, topology, [...path, field]);
      // Metadata of which nobody owns anything is not itself owned.
      if (path.length > 0 || field !== 'metadata' || !isLeaf(below)) {
        tree[`f:${field}`] = below;
      }
    }
  }
  return tree;
}
