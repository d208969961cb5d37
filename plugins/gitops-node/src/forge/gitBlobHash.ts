import { createHash } from 'node:crypto';

/**
 * The hash under which Git stores a text: equal hashes mean equal bytes, so a
 * tree can be compared with a plan without reading its files.
 *
 * @public
 */
export function gitBlobHash(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash('sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
