import { IncomingMessage } from 'node:http';
import { ApiStatusError } from '../ApiStatusError';

/** As the real server: 3 MiB, of an object or of a patch. */
export const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** The whole body; 413 as soon as it is known to be too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      throw new ApiStatusError({
        code: 413,
        reason: 'RequestEntityTooLarge',
        message: `Request entity too large: limit is ${MAX_BODY_BYTES}`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
