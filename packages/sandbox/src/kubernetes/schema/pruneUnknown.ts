import { isRecord, JsonRecord } from '../store/json';
import { StructuralSchema } from './ServedVersion';

/** Fields of every object, which no schema of a kind describes. */
const ROOT_FIELDS = ['apiVersion', 'kind', 'metadata'];

function pruneFields(
  value: JsonRecord,
  schema: StructuralSchema,
  context: {
    path: string;
    onUnknown: (path: string) => void;
    isObject: boolean;
  },
): JsonRecord {
  const { path, onUnknown, isObject } = context;
  const kept: JsonRecord = {};
  for (const [field, child] of Object.entries(value)) {
    const extra = schema.additionalProperties;
    const known =
      schema.properties?.[field] ??
      (typeof extra === 'object' ? extra : undefined);
    const at = path ? `${path}.${field}` : field;
    if (isObject && ROOT_FIELDS.includes(field)) {
      kept[field] = child;
    } else if (known) {
      kept[field] = prune(child, known, { path: at, onUnknown });
    } else if (
      extra === true ||
      schema['x-kubernetes-preserve-unknown-fields']
    ) {
      kept[field] = child;
    } else {
      onUnknown(at);
    }
  }
  return kept;
}

function prune(
  value: unknown,
  schema: StructuralSchema,
  context: { path: string; onUnknown: (path: string) => void },
): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? value.map((item, at) =>
          prune(item, items, { ...context, path: `${context.path}[${at}]` }),
        )
      : value;
  }
  if (!isRecord(value) || schema['x-kubernetes-int-or-string']) {
    return value;
  }
  return pruneFields(value, schema, {
    ...context,
    isObject:
      context.path === '' || schema['x-kubernetes-embedded-resource'] === true,
  });
}

/**
 * The object with only the fields that its schema knows, and the paths of those
 * that went.
 */
export function pruneUnknown<T>(
  object: T,
  schema: StructuralSchema,
): { object: T; unknown: string[] } {
  const unknown: string[] = [];
  const pruned = prune(object, schema, {
    path: '',
    onUnknown: path => unknown.push(path),
  });
  return { object: pruned as T, unknown };
}
