import { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { stringify } from 'yaml';
import { ApiStatusError } from '../ApiStatusError';
import { ApiAnswer } from './ApiRequest';
import { mediaType } from './parseBody';

const JSON_TYPE = 'application/json';

/**
 * How much of a long answer is put together at once, in characters. One text of
 * all of it would be garbage of several megabytes for each list.
 */
const BATCH = 64 * 1024;

function partsOf(
  answer: Exclude<ApiAnswer, { stream: unknown }>,
): readonly string[] {
  if (!('text' in answer)) return [JSON.stringify(answer.body)];
  return typeof answer.text === 'string' ? [answer.text] : answer.text;
}

function* inBatches(parts: readonly string[]): Generator<string> {
  let batch = '';
  for (const part of parts) {
    batch += part;
    if (batch.length >= BATCH) {
      yield batch;
      batch = '';
    }
  }
  if (batch) yield batch;
}

/** Writes an answer that is not a stream, as YAML when the client asks for that first. */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Exclude<ApiAnswer, { stream: unknown }>,
): void {
  let parts = partsOf(answer);
  let contentType = answer.contentType ?? JSON_TYPE;
  const wanted = mediaType((request.headers.accept ?? '').split(',')[0]);
  if (contentType === JSON_TYPE && wanted === 'application/yaml') {
    parts = [stringify(JSON.parse(parts.join('')))];
    contentType = wanted;
  }
  if (answer.warnings?.length) {
    response.setHeader(
      'Warning',
      answer.warnings.map(text => `299 - ${JSON.stringify(text)}`),
    );
  }
  response.writeHead(answer.code ?? 200, {
    'Content-Type': contentType,
    'Content-Length': parts.reduce(
      (sum, part) => sum + Buffer.byteLength(part),
      0,
    ),
    'Cache-Control': 'no-cache, private',
  });
  Readable.from(inBatches(parts)).pipe(response);
}

/** Writes a refusal as the Status it is; what is not one is a fault of the server. */
export function writeError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const refusal =
    error instanceof ApiStatusError
      ? error
      : new ApiStatusError({
          code: 500,
          reason: 'InternalError',
          message: `Internal error occurred: ${
            error instanceof Error ? error.message : String(error)
          }`,
        });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const retry = refusal.status.details?.retryAfterSeconds;
  if (retry !== undefined) {
    response.setHeader('Retry-After', String(retry));
  }
  // What is left of a refused body would be read as the next request.
  if (!request.complete) {
    response.setHeader('Connection', 'close');
  }
  writeAnswer(request, response, {
    code: refusal.code,
    body: refusal.status,
    contentType: JSON_TYPE,
  });
}
