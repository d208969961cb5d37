/** Hosts round down; one more second than they say never comes too early. */
const MARGIN_MS = 1_000;

/**
 * How long the answer asks to wait: undefined when it does not ask, null when it
 * asks and does not say for how long.
 *
 * HTTP 429 asks always. GitHub also asks with 403, and says so by `retry-after`
 * or by `x-ratelimit-remaining: 0` with `x-ratelimit-reset` in seconds since
 * 1970 (GitLab: `ratelimit-reset`).
 *
 * @param nowMs - milliseconds since 1970
 */
export function requestedWaitMs(
  response: Pick<Response, 'status' | 'headers'>,
  nowMs: number,
): number | null | undefined {
  const { status, headers } = response;
  const retryAfter = headers.get('retry-after');
  const isSpent = headers.get('x-ratelimit-remaining') === '0';
  if (status !== 429 && !(status === 403 && (retryAfter || isSpent))) {
    return undefined;
  }
  const reset =
    headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  return fromRetryAfter(retryAfter, nowMs) ?? fromReset(reset, nowMs) ?? null;
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function fromRetryAfter(
  value: string | null,
  nowMs: number,
): number | undefined {
  if (!value) {
    return undefined;
  }
  if (/^\d+$/.test(value.trim())) {
    return Number(value) * 1_000;
  }
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

function fromReset(value: string | null, nowMs: number): number | undefined {
  return value && /^\d+$/.test(value)
    ? Math.max(0, Number(value) * 1_000 + MARGIN_MS - nowMs)
    : undefined;
}
