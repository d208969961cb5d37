import { field } from './field';
import { isRecord } from './isRecord';

/** The mapping at a path of keys, empty when there is none. */
export function recordField(
  value: unknown,
  ...path: readonly string[]
): Record<string, unknown> {
  const found = field(value, ...path);
  return isRecord(found) ? found : {};
}
