import { isRecord } from './isRecord';

/** What stands at a path of keys, or undefined when any of them is missing. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) {
      return undefined;
    }
    at = at[key];
  }
  return at;
}
