const UNITS: ReadonlyArray<readonly [name: string, lengthMs: number]> = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
];

/**
 * A length of time by its two biggest units, rounded down: `3d 4h`, `12m 5s`,
 * `8s`, `0s`. A negative length (clocks that differ) reads as `0s`; what is no
 * finite number as `?`.
 *
 * @public
 */
export function formatDuration(durationMs: number): string {
  if (!Number.isFinite(durationMs)) {
    return '?';
  }
  const parts: string[] = [];
  let restMs = Math.max(0, durationMs);
  for (const [name, lengthMs] of UNITS) {
    const count = Math.floor(restMs / lengthMs);
    restMs -= count * lengthMs;
    if (count > 0) {
      parts.push(`${count}${name}`);
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.join(' ') || '0s';
}
