/**
 * The known name nearest to a mistyped one: at most a third of its letters away,
 * letter case and `-` against `_` not counted. `undefined` when none is near.
 */
export function nearestName(
  name: string,
  known: Iterable<string>,
): string | undefined {
  const wanted = fold(name);
  let nearest: string | undefined;
  let nearestDistance = Math.floor(Math.max(wanted.length, 3) / 3) + 1;
  for (const candidate of known) {
    const distance = editDistance(wanted, fold(candidate));
    if (distance < nearestDistance) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/-/g, '_');
}

/** Levenshtein distance. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to += 1) {
      next.push(
        Math.min(
          next[to] + 1,
          row[to + 1] + 1,
          row[to] + (one[at] === other[to] ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[other.length];
}
