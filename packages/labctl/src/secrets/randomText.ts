import { randomBytes } from './bytes';

const LETTERS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits, each as likely as the others. */
export function randomText(length: number): string {
  let text = '';
  // Bytes from 248 on would favour the first letters.
  const limit = 256 - (256 % LETTERS.length);
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < limit && text.length < length) {
        text += LETTERS[byte % LETTERS.length];
      }
    }
  }
  return text;
}
