const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const pair = (large: string, rest: number, unit: string) =>
  rest > 0 ? `${large}${rest}${unit}` : large;

/**
 * A length of time as `kubectl get` shows ages: the two largest units while they
 * matter (the rule of apimachinery's HumanDuration). Negative is `<invalid>`.
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < -1) {
    return '<invalid>';
  }
  if (seconds < 2 * MINUTE) {
    return `${Math.max(seconds, 0)}s`;
  }
  const minutes = Math.floor(seconds / MINUTE);
  if (minutes < 10) {
    return pair(`${minutes}m`, seconds % MINUTE, 's');
  }
  if (minutes < 3 * 60) {
    return `${minutes}m`;
  }
  const hours = Math.floor(seconds / HOUR);
  if (hours < 8) {
    return pair(`${hours}h`, minutes % 60, 'm');
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  const days = Math.floor(seconds / DAY);
  if (hours < 8 * 24) {
    return pair(`${days}d`, hours % 24, 'h');
  }
  if (days < 2 * 365) {
    return `${days}d`;
  }
  const years = Math.floor(seconds / YEAR);
  return years < 8 ? pair(`${years}y`, days % 365, 'd') : `${years}y`;
}

/** The age of a time stamp; `<unknown>` without one. */
export function ageOf(timestamp: unknown, now: number): string {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
  return Number.isNaN(time) ? '<unknown>' : humanDuration(now - time);
}
