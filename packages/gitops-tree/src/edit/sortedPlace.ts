/** An entry without its `./`, by which entries are compared. */
export function bareEntry(entry: string): string {
  return entry.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

type Compare = (one: string, other: string) => number;

const byText: Compare = (one, other) => {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
};

/** `a/ks.yaml` before `a-b/ks.yaml`: how people sort directories. */
const bySegments: Compare = (one, other) => {
  const left = bareEntry(one).split('/');
  const right = bareEntry(other).split('/');
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = byText(left[index], right[index]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
};

const ORDERS: readonly Compare[] = [
  bySegments,
  (one, other) => byText(bareEntry(one), bareEntry(other)),
  (one, other) =>
    byText(bareEntry(one).toLowerCase(), bareEntry(other).toLowerCase()),
];

/**
 * Where a new entry goes among others: before the first greater one when they
 * are sorted (or must be taken so), at the end otherwise.
 */
export function sortedPlace(
  entries: readonly string[],
  added: string,
  sorted: 'auto' | boolean,
): number {
  if (sorted === false) {
    return entries.length;
  }
  // The namespace comes first by custom, wherever it would sort.
  const first =
    entries[0] !== undefined && /(^|\/)namespace\.ya?ml$/.test(entries[0])
      ? 1
      : 0;
  const rest = entries.slice(first);
  const order =
    ORDERS.find(compare =>
      rest.every(
        (entry, index) => index === 0 || compare(rest[index - 1], entry) <= 0,
      ),
    ) ?? (sorted === true ? bySegments : undefined);
  if (!order) {
    return entries.length;
  }
  const index = rest.findIndex(entry => order(entry, added) > 0);
  return index < 0 ? entries.length : first + index;
}
