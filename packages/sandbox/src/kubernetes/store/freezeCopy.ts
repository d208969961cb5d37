/**
 * A deeply frozen copy of a JSON value. Parts that are frozen already are shared
 * and not copied, so that a new version of an object costs only what changed.
 * Fields set to undefined are left out, as JSON would.
 */
export function freezeCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return Object.freeze(value.map(item => freezeCopy(item))) as T;
  }
  const copy: Record<string, unknown> = {};
  for (const [field, child] of Object.entries(value)) {
    if (child !== undefined) {
      copy[field] = freezeCopy(child);
    }
  }
  return Object.freeze(copy) as T;
}
