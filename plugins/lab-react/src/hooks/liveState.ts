/**
 * What a page may claim about the answer it shows:
 * - `loading`: the first answer is on its way;
 * - `live`: answered, and followed;
 * - `stale`: the last answer is kept, the newest request failed;
 * - `denied`: the person may not read it (401, 403); nothing is shown;
 * - `missing`: there is no such thing (404);
 * - `failed`: no answer was ever received.
 *
 * @public
 */
export type LiveState =
  | 'loading'
  | 'live'
  | 'stale'
  | 'denied'
  | 'missing'
  | 'failed';

const DENIED = [401, 403];
const DENIED_NAMES = ['NotAllowedError', 'AuthenticationError'];

function statusCodeOf(error: Error): number | undefined {
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/**
 * Judges by the error's HTTP status or name, never by its message.
 *
 * @param answer - the last error, and whether an answer is kept from before
 * @public
 */
export function liveStateOf(answer: {
  error?: Error | null;
  hasData: boolean;
}): LiveState {
  const { error, hasData } = answer;
  if (!error) {
    return hasData ? 'live' : 'loading';
  }
  const code = statusCodeOf(error);
  if (DENIED.includes(code ?? 0) || DENIED_NAMES.includes(error.name)) {
    return 'denied';
  }
  if (code === 404 || error.name === 'NotFoundError') {
    return 'missing';
  }
  return hasData ? 'stale' : 'failed';
}
