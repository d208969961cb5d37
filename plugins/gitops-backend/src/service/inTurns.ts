/** Does the work for all of them, so many at a time; the results keep the order. */
export async function inTurns<T, R>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += atATime) {
    results.push(
      ...(await Promise.all(items.slice(at, at + atATime).map(work))),
    );
  }
  return results;
}
