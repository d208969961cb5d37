import type { Request, Response } from 'express';
import type { Answer } from '../service/Answer';

/**
 * Sends the answer with its revision as ETag, or 304 when the asker has it.
 *
 * Express's own freshness check is of no use here: a browser adds
 * `Cache-Control: no-cache` to a request whose script sets `If-None-Match`
 * (Fetch standard, HTTP-network-or-cache fetch), and Express then never answers
 * 304.
 */
export function sendAnswer<T>(
  answer: Answer<T>,
  { req, res }: { req: Request; res: Response },
): void {
  const etag = `"${answer.revision}"`;
  res.set('ETag', etag);
  res.set('Cache-Control', 'private, no-cache');
  if (hasTag(req.get('If-None-Match'), etag)) {
    res.status(304).end();
    return;
  }
  res.json(answer.body());
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
