import http from 'node:http';
import https from 'node:https';

/** A kept connection was closed by the other end before it answered. */
export class LostConnection extends Error {}

/** Sends a GET and resolves with the head of the answer, whatever its status. */
export function sendRequest(
  url: string,
  options: http.RequestOptions,
): Promise<http.IncomingMessage> {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = get(url, options, resolve);
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        request.reusedSocket && error.code === 'ECONNRESET'
          ? new LostConnection(error.message, { cause: error })
          : error,
      ),
    );
  });
}
