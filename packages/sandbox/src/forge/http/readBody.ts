import type { IncomingMessage } from 'node:http';
import { HttpError } from './exchange';

/** Largest body of a REST call or form. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Reads a request's body; throws HttpError 413 as soon as it is too large. */
export async function readBody(
  request: IncomingMessage,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = Number(request.headers['content-length'] ?? 0);
  const refuse = () =>
    new HttpError(413, `The body is larger than ${limitBytes} bytes`);
  if (length > limitBytes) {
    throw refuse();
  }
  length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > limitBytes) {
      throw refuse();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
