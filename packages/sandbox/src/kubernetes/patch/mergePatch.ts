import { isRecord } from '../store/json';

/** RFC 7396: fields are merged, null removes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const merged: Record<string, unknown> = {
    ...(isRecord(target) ? target : {}),
  };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[field];
    } else {
      merged[field] = mergePatch(merged[field], value);
    }
  }
  return merged;
}
