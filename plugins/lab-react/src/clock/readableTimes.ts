import { clockTime } from './timeText';

const ISO_TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/**
 * A text that a machine wrote, with its ISO 8601 times as a wall clock shows
 * them.
 *
 * @param now - milliseconds since the epoch
 */
export function readableTimes(text: string, now: number): string {
  return text.replace(ISO_TIME, time => clockTime(Date.parse(time), now));
}
