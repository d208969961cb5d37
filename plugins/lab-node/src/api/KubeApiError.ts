import { CustomErrorBase } from '@backstage/errors';

/**
 * What can go wrong with a request to a Kubernetes API, made from the HTTP
 * status or the socket's error in one place.
 */
export type KubeApiErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'methodNotAllowed'
  | 'gone'
  | 'tooManyRequests'
  | 'rejected'
  | 'serverFailure'
  | 'unreachable'
  | 'timedOut'
  | 'tlsFailure'
  | 'unreadable'
  | 'credentialMissing';

/** Details of a {@link KubeApiError}. */
export interface KubeApiErrorOptions {
  readonly code: KubeApiErrorCode;
  /** HTTP status; unset when there was no answer. */
  readonly httpStatus?: number;
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A failed request. Its message never holds a token or a response body. */
export class KubeApiError extends CustomErrorBase {
  readonly code: KubeApiErrorCode;
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: KubeApiErrorOptions) {
    super(message, options.cause);
    this.code = options.code;
    this.httpStatus = options.httpStatus;
    this.retryAfterMs = options.retryAfterMs;
  }
}

const CODE_OF_STATUS: Readonly<Record<number, KubeApiErrorCode>> =
  Object.freeze({
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'notFound',
    405: 'methodNotAllowed',
    410: 'gone',
    429: 'tooManyRequests',
  });

/** The code of an HTTP status that is not a success. */
export function codeOfHttpStatus(status: number): KubeApiErrorCode {
  return (
    CODE_OF_STATUS[status] ?? (status >= 500 ? 'serverFailure' : 'rejected')
  );
}
