import { isRecord } from '../store/json';
import { jsonEquals } from '../store/jsonEquals';
import { fieldsOf } from './fieldsOf';
import { FieldTree, isUnowned, itemStep, valueStep } from './fieldTree';
import { ListTopology } from './listTopology';

/** The fields that `after` has with another value than `before`, or that `before` lacks. */
export function changedFields(
  before: unknown,
  after: unknown,
  options: { topology: ListTopology; path?: readonly string[] },
): FieldTree | undefined {
  if (jsonEquals(before, after)) {
    return undefined;
  }
  const { topology, path = [] } = options;
  if (isRecord(before) && isRecord(after)) {
    const tree: FieldTree = {};
    for (const [field, child] of Object.entries(after)) {
      const changed = isUnowned(path, field)
        ? undefined
        : changedFields(before[field], child, {
            topology,
            path: [...path, field],
          });
      if (changed) {
        tree[`f:${field}`] = changed;
      }
    }
    return Object.keys(tree).length > 0 ? tree : undefined;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return changedItems(before, after, { topology, path });
  }
  return after === undefined ? undefined : fieldsOf(after, topology, path);
}

function changedItems(
  before: unknown[],
  after: unknown[],
  { topology, path }: { topology: ListTopology; path: readonly string[] },
): FieldTree | undefined {
  const kind = topology(path);
  if (kind === 'atomic') {
    return {};
  }
  const stepOf = (item: unknown) =>
    kind === 'set' ? valueStep(item) : itemStep(kind, item);
  const known = new Map(before.map(item => [stepOf(item), item]));
  const tree: FieldTree = {};
  for (const item of after) {
    const step = stepOf(item);
    if (!known.has(step)) {
      tree[step] =
        kind === 'set' ? {} : { '.': {}, ...fieldsOf(item, topology, path) };
      continue;
    }
    const changed =
      kind === 'set'
        ? undefined
        : changedFields(known.get(step), item, { topology, path });
    if (changed) {
      tree[step] = changed;
    }
  }
  return Object.keys(tree).length > 0 ? tree : undefined;
}
