import { isRecord } from '../store/json';
import { StructuralSchema } from './ServedVersion';

/**
 * The value with the schema's defaults where fields are absent, or null where
 * null is not allowed. Gives the same value back when there is nothing to add.
 */
export function applyDefaults(
  value: unknown,
  schema: StructuralSchema,
): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map(item => applyDefaults(item, items)) : value;
  }
  if (!isRecord(value)) {
    return value;
  }
  const filled: Record<string, unknown> = { ...value };
  for (const [field, child] of Object.entries(schema.properties ?? {})) {
    if (
      filled[field] === null &&
      !child.nullable &&
      child.default !== undefined
    ) {
      delete filled[field];
    }
    if (filled[field] === undefined && child.default !== undefined) {
      filled[field] = child.default;
    }
    if (filled[field] !== undefined) {
      filled[field] = applyDefaults(filled[field], child);
    }
  }
  const extra = schema.additionalProperties;
  if (typeof extra === 'object') {
    for (const [field, child] of Object.entries(filled)) {
      filled[field] = applyDefaults(child, extra);
    }
  }
  return filled;
}
