const UNITS_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

const WHOLE = /^([+-]?)((?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/;

/**
 * A duration as Go writes it (`-1.5ms`, `2h3m`) in milliseconds; undefined when it
 * is none. A bare number is nanoseconds, as Go counts.
 *
 * @public
 */
export function parseGoDuration(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return value / 1e6;
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  if (value === '0') {
    return 0;
  }
  const [, sign, body] = WHOLE.exec(value.replace(/μ/g, 'µ')) ?? [];
  if (body === undefined) {
    return undefined;
  }
  let totalMs = 0;
  for (const [, count, unit] of body.matchAll(
    /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g,
  )) {
    totalMs += Number(count) * UNITS_MS[unit];
  }
  return sign === '-' ? -totalMs : totalMs;
}
