import { field } from './field';

/** The list at a path of keys, empty when there is none. */
export function listField(
  value: unknown,
  ...path: readonly string[]
): readonly unknown[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}
