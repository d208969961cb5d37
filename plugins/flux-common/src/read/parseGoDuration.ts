const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};

const TERM = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/;

/**
 * Milliseconds of a duration as Go writes it (`1h30m`, `500ms`); undefined when
 * it is none. Source: `time.ParseDuration`; Flux allows no negative ones.
 *
 * @public
 */
export function parseGoDuration(value: unknown): number | undefined {
  if (typeof value !== 'string' || !WHOLE.test(value)) {
    return undefined;
  }
  let totalMs = 0;
  for (const [, amount, unit] of value.matchAll(TERM)) {
    totalMs += Number(amount) * UNIT_MS[unit];
  }
  return totalMs;
}
