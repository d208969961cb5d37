import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** Sends JSON with its revision as ETag, or 304 to who has it. */
export function sendAnswer(
  request: Request,
  response: Response,
  answer: { readonly revision: string },
): void {
  const tag = createHash('sha1').update(answer.revision).digest('base64url');
  response.set('ETag', `"${tag}"`);
  response.set('Cache-Control', 'private, no-cache');
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.json(answer);
}
