import {
  KubernetesConnection,
  type KubernetesAddress,
} from './KubernetesConnection';

/**
 * Asks an API server whether it is ready. The connection is of this question alone: an
 * API server that makes its certificate at its start may be asked while the file is
 * half written, and what was read then would be trusted for ever.
 *
 * @throws with what it said, when it is not ready
 */
export async function apiServerReady(
  address: KubernetesAddress,
): Promise<true> {
  const connection = new KubernetesConnection(address);
  try {
    const { code, text } = await connection.call('/readyz');
    if (text !== 'ok') {
      throw new Error(`/readyz: HTTP ${code} ${text}`);
    }
    return true;
  } finally {
    connection.close();
  }
}
