import { KubeApiError, codeOfHttpStatus } from './KubeApiError';

/** Enough for the reason in a Kubernetes `Status`, too little for a whole body. */
const MAX_MESSAGE_LENGTH = 300;

/** Longest wait an API may ask for; a larger or senseless `Retry-After` counts as this. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * The error of an answer that is no success.
 *
 * @param body - text of the answer; only the `message` of a Kubernetes `Status` is used
 */
export function statusError(
  httpStatus: number,
  options: { body: string; retryAfter?: string },
): KubeApiError {
  const told = statusMessage(options.body);
  return new KubeApiError(
    told
      ? `${told} (HTTP ${httpStatus})`
      : `The API answered HTTP ${httpStatus}`,
    {
      code: codeOfHttpStatus(httpStatus),
      httpStatus,
      retryAfterMs: retryAfterMs(options.retryAfter),
    },
  );
}

function statusMessage(body: string): string | undefined {
  try {
    const status: unknown = JSON.parse(body);
    if (
      typeof status === 'object' &&
      status !== null &&
      'message' in status &&
      typeof status.message === 'string'
    ) {
      return status.message.slice(0, MAX_MESSAGE_LENGTH);
    }
  } catch {
    // A proxy in front of the API answers in HTML; the HTTP status says enough.
  }
  return undefined;
}

function retryAfterMs(header: string | undefined): number | undefined {
  const seconds = header === undefined ? NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0
    ? Math.min(seconds * 1000, MAX_RETRY_AFTER_MS)
    : undefined;
}
