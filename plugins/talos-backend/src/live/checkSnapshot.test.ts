import { createHash } from 'node:crypto';
import { checkSnapshot } from './checkSnapshot';

const body = Buffer.alloc(4096, 'page');
const hash = createHash('sha256').update(body).digest();
const whole = Buffer.concat([body, hash]);

async function* inPieces(file: Buffer, size: number) {
  for (let at = 0; at < file.length; at += size) {
    yield { bytes: file.subarray(at, at + size) };
  }
}

async function read(messages: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of checkSnapshot(messages)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe('checkSnapshot', () => {
  it.each([1, 31, 32, 33, 4000, 5000])(
    'passes a whole one on, in pieces of %s bytes',
    async size => {
      expect(await read(inPieces(whole, size))).toEqual(whole);
    },
  );

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['only a hash', createHash('sha256').digest()],
    ['one that was cut', whole.subarray(0, 2000)],
    ['one without its hash', body],
    ['one with a byte changed', Buffer.from(whole).fill(1, 100, 101)],
  ])('throws for %s', async (_, file) => {
    await expect(read(inPieces(file, 512))).rejects.toThrow(
      'Take another one.',
    );
  });
});
