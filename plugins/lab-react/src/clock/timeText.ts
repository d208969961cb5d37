const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A time as a wall clock shows it ("14:02"), with the date when it is more
 * than a day away from `now`.
 *
 * @param atMs - milliseconds since the epoch
 * @param now - milliseconds since the epoch
 * @public
 */
export function clockTime(atMs: number, now: number): string {
  const at = new Date(atMs);
  const options: Intl.DateTimeFormatOptions =
    Math.abs(now - atMs) < DAY_MS
      ? { hour: '2-digit', minute: '2-digit' }
      : { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };
  return at.toLocaleString(undefined, { ...options, hour12: false });
}

/**
 * The absolute time in full, for hovers.
 *
 * @param atMs - milliseconds since the epoch
 * @public
 */
export function fullTime(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'long',
  });
}
