/** Lines that Page Up and Page Down move by. */
const PAGE = 10;

/**
 * The line a key press leads to; undefined for keys that do not move.
 *
 * @param count - how many lines there are
 */
export function movedIndex(
  key: string,
  from: { index: number; count: number },
): number | undefined {
  const { index, count } = from;
  const last = count - 1;
  const bound = (to: number) => Math.max(0, Math.min(last, to));
  switch (key) {
    case 'ArrowDown':
      return bound(index + 1);
    case 'ArrowUp':
      return bound(index - 1);
    case 'PageDown':
      return bound(index + PAGE);
    case 'PageUp':
      return bound(index - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return bound(last);
    default:
      return undefined;
  }
}
