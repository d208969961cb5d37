/** The most frequent value, the first of them when several are; undefined without any. */
export function majority<T>(values: readonly T[]): T | undefined {
  return byFrequency(values)[0];
}

/** Distinct values, the most frequent first; equal ones in order of appearance. Compared as JSON. */
export function byFrequency<T>(values: readonly T[]): T[] {
  const counts = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    const key = JSON.stringify(value) ?? 'undefined';
    const known = counts.get(key);
    counts.set(key, { value, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .sort((one, other) => other.count - one.count)
    .map(({ value }) => value);
}

/** True when more than half of the values are. */
export function isMostly(values: readonly boolean[]): boolean {
  return values.filter(Boolean).length * 2 > values.length;
}
