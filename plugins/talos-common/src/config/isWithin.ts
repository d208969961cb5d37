import { fieldsOf } from '@homestage/backstage-plugin-lab-common';
import { parseGoDuration } from '../read/parseGoDuration';

/**
 * Whether what Git says is in what the machine has. Patches are merged: lists grow,
 * and maps keep what a patch does not name.
 */
export function isWithin(declared: unknown, live: unknown): boolean {
  if (Array.isArray(declared)) {
    return (
      Array.isArray(live) &&
      declared.every(item => live.some(each => isWithin(item, each)))
    );
  }
  if (typeof declared === 'object' && declared !== null) {
    const fields = fieldsOf(live);
    return Object.entries(declared).every(([key, value]) =>
      isWithin(value, fields[key]),
    );
  }
  return isSameScalar(declared, live);
}

/** `2m` and `2m0s` are one duration, `true` and `"true"` one word. */
function isSameScalar(declared: unknown, live: unknown): boolean {
  if (live === undefined || typeof live === 'object') {
    return declared === null && (live === undefined || live === null);
  }
  const [a, b] = [String(declared).trim(), String(live).trim()];
  if (a === b) {
    return true;
  }
  const [left, right] = [parseGoDuration(a), parseGoDuration(b)];
  return left !== undefined && left === right;
}
