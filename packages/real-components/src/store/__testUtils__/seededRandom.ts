/**
 * Numbers from 0 to 1 (1 excluded) that are the same for the same seed, so that a
 * run that failed can be run again. An xorshift generator of 32 bits.
 */
export function seededRandom(seed: number): () => number {
  // Zero is the one state that it never leaves.
  let state = Math.imul(seed, 2_654_435_761) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** One of some choices. */
export function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)];
}

/** The same in another order. */
export function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  return items
    .map(item => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
