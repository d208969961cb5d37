import { KubeApiError } from './KubeApiError';

/** OpenSSL's and Node's codes for a certificate or handshake that does not hold. */
const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA)/;

/** The error of a request that got no answer, or lost it half-way. */
export function connectionError(error: unknown): KubeApiError {
  if (error instanceof KubeApiError) {
    return error;
  }
  const code =
    error instanceof Error && 'code' in error ? String(error.code) : '';
  if (TLS_CODE.test(code)) {
    return new KubeApiError(`TLS failed with ${code}`, {
      code: 'tlsFailure',
      cause: error,
    });
  }
  return new KubeApiError(
    code ? `The connection failed with ${code}` : 'The connection failed',
    { code: 'unreachable', cause: error },
  );
}
