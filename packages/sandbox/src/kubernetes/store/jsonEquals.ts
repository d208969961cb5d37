import { isRecord } from './json';

function fieldsEqual(a: Record<string, unknown>, b: Record<string, unknown>) {
  for (const field of Object.keys(a)) {
    if (!jsonEquals(a[field], b[field])) {
      return false;
    }
  }
  // A field that is undefined counts as absent, as in JSON.
  return Object.keys(b).every(field => field in a || b[field] === undefined);
}

/** Whether two JSON values say the same. The order of fields does not count, that of items does. */
export function jsonEquals(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((item, at) => jsonEquals(item, b[at]))
    );
  }
  return isRecord(a) && isRecord(b) && fieldsEqual(a, b);
}
