import { createHash } from 'node:crypto';

/** SHA-256 of a text, in hex. @public */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as Kubernetes gives to pods: letters without vowels. The same text gives the same suffix. @public */
export function nameSuffix(text: string, length = 5): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(
    { length },
    (_, i) => LETTERS[bytes[i] % LETTERS.length],
  ).join('');
}
