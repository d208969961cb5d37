import { isRecord, JsonRecord } from '../store/json';
import { ListTopology } from './listTopology';

const DIRECTIVE = '$patch';
const DELETE_VALUES = '$deleteFromPrimitiveList/';
const ELEMENT_ORDER = '$setElementOrder/';
const RETAIN_KEYS = '$retainKeys';

interface Context {
  topology: ListTopology;
  path: readonly string[];
}

/** Strategic merge knows one key per list: the first. */
const mergeKey = (keys: readonly string[]) => keys[0];

const isDirective = (field: string) => field.startsWith('$');

/** A value that is new in the target: without the directives that were for merging. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => !isRecord(item) || item[DIRECTIVE] === undefined)
      .map(clean);
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, child]) => !isDirective(field) && child !== null)
      .map(([field, child]) => [field, clean(child)]),
  );
}

function mergeItems(
  target: unknown[],
  patch: unknown[],
  key: string,
  context: Context,
) {
  const keyOf = (item: unknown) => (isRecord(item) ? item[key] : item);
  if (patch.some(item => isRecord(item) && item[DIRECTIVE] === 'replace')) {
    return clean(patch) as unknown[];
  }
  const merged = [...target];
  for (const item of patch) {
    const at = merged.findIndex(each => keyOf(each) === keyOf(item));
    if (isRecord(item) && item[DIRECTIVE] === 'delete') {
      if (at >= 0) {
        merged.splice(at, 1);
      }
    } else if (at >= 0) {
      merged[at] = merge(merged[at], item, context);
    } else {
      merged.push(clean(item));
    }
  }
  return merged;
}

function mergeList(
  target: unknown[],
  patch: unknown[],
  context: Context,
): unknown[] {
  const kind = context.topology(context.path);
  if (kind === 'set') {
    return [...target, ...patch.filter(item => !target.includes(item))];
  }
  return kind === 'atomic'
    ? (clean(patch) as unknown[])
    : mergeItems(target, patch, mergeKey(kind), context);
}

function inOrder(list: unknown, order: unknown[], context: Context): unknown {
  const kind = context.topology(context.path);
  if (!Array.isArray(list) || kind === 'atomic') {
    return list;
  }
  const keyOf = (item: unknown) =>
    kind !== 'set' && isRecord(item) ? item[mergeKey(kind)] : item;
  const ranks = new Map(order.map((item, at) => [keyOf(item), at]));
  const rank = (item: unknown) => ranks.get(keyOf(item)) ?? order.length;
  return [...list].sort((a, b) => rank(a) - rank(b));
}

function applyDirectives(
  merged: JsonRecord,
  patch: JsonRecord,
  context: Context,
) {
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith(DELETE_VALUES) && Array.isArray(value)) {
      const name = field.slice(DELETE_VALUES.length);
      const list = merged[name];
      merged[name] = Array.isArray(list)
        ? list.filter(item => !value.includes(item))
        : list;
    } else if (field.startsWith(ELEMENT_ORDER) && Array.isArray(value)) {
      const name = field.slice(ELEMENT_ORDER.length);
      if (merged[name] !== undefined) {
        merged[name] = inOrder(merged[name], value, {
          ...context,
          path: [...context.path, name],
        });
      }
    }
  }
}

function mergeFields(target: JsonRecord, patch: JsonRecord, context: Context) {
  if (patch[DIRECTIVE] === 'replace') {
    return clean(patch);
  }
  if (patch[DIRECTIVE] === 'delete') {
    return {};
  }
  const retained = patch[RETAIN_KEYS];
  const merged: JsonRecord = Array.isArray(retained)
    ? Object.fromEntries(
        Object.entries(target).filter(([field]) => retained.includes(field)),
      )
    : { ...target };
  for (const [field, value] of Object.entries(patch)) {
    if (isDirective(field)) {
      continue;
    }
    if (value === null) {
      delete merged[field];
    } else {
      merged[field] = merge(merged[field], value, {
        ...context,
        path: [...context.path, field],
      });
    }
  }
  applyDirectives(merged, patch, context);
  return merged;
}

function merge(target: unknown, patch: unknown, context: Context): unknown {
  if (isRecord(patch)) {
    return isRecord(target)
      ? mergeFields(target, patch, context)
      : clean(patch);
  }
  if (Array.isArray(patch) && Array.isArray(target)) {
    return mergeList(target, patch, context);
  }
  return Array.isArray(patch) ? clean(patch) : patch;
}

/**
 * Kubernetes' strategic merge patch: a merge patch whose lists are merged item by
 * item where the kind says so, with the directives `$patch`, `$retainKeys`,
 * `$setElementOrder` and `$deleteFromPrimitiveList`.
 */
export function strategicMerge(
  target: unknown,
  patch: unknown,
  topology: ListTopology,
): unknown {
  return merge(target, patch, { topology, path: [] });
}
