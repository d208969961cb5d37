const UNITS_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * A duration as Go writes it (`1h30m`, `500ms`) in milliseconds; `fallbackMs`
 * when it is unset or no duration.
 * @public
 */
export function parseDuration(text: unknown, fallbackMs: number): number {
  if (typeof text !== 'string') return fallbackMs;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    return fallbackMs;
  }
  return parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS_MS[unit],
    0,
  );
}
