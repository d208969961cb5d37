import { formatDuration } from './formatDuration';

/**
 * How long ago something was, such as `3d 4h`.
 *
 * @param since - ISO 8601; unset or unreadable gives undefined, because an
 *   unknown age must not read as a young one
 * @public
 */
export function formatAge(
  since: string | undefined,
  options: { /** Milliseconds since the epoch. */ now: number },
): string | undefined {
  const sinceMs = since === undefined ? NaN : Date.parse(since);
  return Number.isNaN(sinceMs)
    ? undefined
    : formatDuration(options.now - sinceMs);
}
