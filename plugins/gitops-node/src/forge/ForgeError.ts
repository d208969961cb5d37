import { CustomErrorBase } from '@backstage/errors';

/**
 * Why a forge did not do what it was asked:
 *
 * - `unauthenticated`, `forbidden`, `not-found`: HTTP 401, 403, 404
 * - `exists`: what was to be made is there already
 * - `conflict`: the branch holds something else than the request was based on
 * - `invalid`: the forge refuses the request (HTTP 400, 413, 422)
 * - `rate-limited`: HTTP 429
 * - `unreachable`: no answer in time, or the connection failed; it may have happened or not
 * - `failed`: HTTP 5xx, or an answer that is not what the API promises
 * - `unsupported`: Homestage does not speak this forge's API
 *
 * @public
 */
export type ForgeErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'exists'
  | 'conflict'
  | 'invalid'
  | 'rate-limited'
  | 'unreachable'
  | 'failed'
  | 'unsupported';

/**
 * A failure of a forge, with what to do next. Branch on `code`, never on the
 * message.
 *
 * @public
 */
export class ForgeError extends CustomErrorBase {
  name = 'ForgeError' as const;
  readonly code: ForgeErrorCode;
  /** HTTP status; unset when there was no answer. */
  readonly status?: number;
  readonly nextStep: string;

  constructor(options: {
    code: ForgeErrorCode;
    message: string;
    nextStep: string;
    status?: number;
    cause?: unknown;
  }) {
    super(`${options.message} ${options.nextStep}`, options.cause);
    this.code = options.code;
    this.status = options.status;
    this.nextStep = options.nextStep;
  }
}

/**
 * Whether the value is a {@link ForgeError}, with one of the codes when given.
 * By name, so that two copies of this package agree.
 *
 * @public
 */
export function isForgeError(
  value: unknown,
  ...codes: ForgeErrorCode[]
): value is ForgeError {
  if (!(value instanceof Error) || value.name !== 'ForgeError') {
    return false;
  }
  const { code } = value as ForgeError;
  return codes.length === 0 || codes.includes(code);
}
