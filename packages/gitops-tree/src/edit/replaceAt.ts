import { isRecord } from '../read/isRecord';
import type { EditPath } from '../types';

/** A copy of a value in which what stands at a path is changed. */
export function replaceAt(
  value: unknown,
  path: EditPath,
  change: (value: unknown) => unknown,
): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === key ? replaceAt(item, rest, change) : item,
    );
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === String(key) ? replaceAt(item, rest, change) : item,
    ]),
  );
}
