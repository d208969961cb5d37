/** Picks by a fact that may not be known: what was not seen is never a yes or a no. */
export function ifKnown<T>(
  fact: boolean | undefined,
  words: { yes: T; no: T; unknown: T },
): T {
  if (fact === undefined) {
    return words.unknown;
  }
  return fact ? words.yes : words.no;
}
