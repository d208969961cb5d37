import { isRecord } from '../read/isRecord';

/** JSON with sorted keys (their order means nothing) that tells infinities and NaN apart, as YAML can hold them. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) {
      return `#${item}`;
    }
    return isRecord(item)
      ? Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1))
      : item;
  });
}
