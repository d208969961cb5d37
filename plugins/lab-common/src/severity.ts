/**
 * How bad a fact is. `unknown` is a severity of its own: what was not seen, or
 * not seen lately, is never shown as fine.
 *
 * @public
 */
export type Severity = 'ok' | 'info' | 'unknown' | 'warning' | 'error';

/**
 * All severities from best to worst. `unknown` ranks above `ok` and `info`, so
 * that a mix of known-good and unknown never reads as good.
 *
 * @public
 */
export const SEVERITIES: readonly Severity[] = Object.freeze([
  'ok',
  'info',
  'unknown',
  'warning',
  'error',
]);

/**
 * Orders severities from best (negative) to worst (positive).
 *
 * @public
 */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/**
 * The worst of the given severities; `unknown` when there is none, because
 * nothing seen is not the same as nothing wrong.
 *
 * @public
 */
export function worstSeverity(severities: Iterable<Severity>): Severity {
  let worst: Severity | undefined;
  for (const severity of severities) {
    if (worst === undefined || compareSeverity(severity, worst) > 0) {
      worst = severity;
    }
  }
  return worst ?? 'unknown';
}
