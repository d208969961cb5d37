import type { Request, Response } from 'express';
import type { Answer } from './Answer';
import type { WrittenAnswers } from './WrittenAnswers';

/**
 * Sends the answer with its revision as ETag, or 304 when the asker has it.
 *
 * Express's own freshness check is of no use here: a browser adds
 * `Cache-Control: no-cache` to a request whose script sets `If-None-Match`
 * (Fetch standard, HTTP-network-or-cache fetch), and Express then never answers
 * 304. A shared answer is packed here, once for all who ask, and not by the server's
 * own compression, which would do it for each.
 *
 * @public
 */
export async function sendAnswer(
  answer: Answer<unknown>,
  exchange: { req: Request; res: Response; written: WrittenAnswers },
): Promise<void> {
  const { req, res, written } = exchange;
  const etag = `"${answer.revision}"`;
  res.set('ETag', etag);
  res.set('Cache-Control', 'private, no-cache');
  if (hasTag(req.get('If-None-Match'), etag)) {
    res.status(304).end();
    return;
  }
  if (!answer.isShared) {
    res.json(answer.body());
    return;
  }
  const { plain, gzipped } = written.write(req.originalUrl, answer);
  const packed = req.acceptsEncodings('gzip') ? await gzipped() : undefined;
  res.vary('Accept-Encoding').type('json');
  if (packed) {
    res.set('Content-Encoding', 'gzip');
  }
  res.send(packed ?? plain);
}

function hasTag(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined &&
    header
      .split(',')
      .map(tag => tag.trim().replace(/^W\//, ''))
      .includes(etag)
  );
}
