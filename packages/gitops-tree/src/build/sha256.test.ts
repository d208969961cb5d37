/**
 * @jest-environment node
 */
import { createHash } from 'node:crypto';
import { sha256 } from './sha256';

describe('sha256', () => {
  it.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 100_000])(
    'agrees with the platform for %i characters',
    length => {
      const text = 'aä€😀'.repeat(length).slice(0, length);
      expect(sha256(text)).toBe(
        createHash('sha256').update(text).digest('hex'),
      );
    },
  );
});
