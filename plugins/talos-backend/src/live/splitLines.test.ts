import { splitLines } from './splitLines';

async function linesOf(...messages: object[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of splitLines(
    (async function* all() {
      yield* messages;
    })(),
  )) {
    lines.push(...some);
  }
  return lines;
}
const bytes = (content: string | Buffer) => ({ bytes: Buffer.from(content) });

describe('splitLines', () => {
  it('joins what was cut between two messages, also within a letter', async () => {
    const text = Buffer.from('Grüße\nzwei\n');
    const at = text.indexOf('ü') + 1;
    await expect(
      linesOf(bytes(text.subarray(0, at)), bytes(text.subarray(at))),
    ).resolves.toEqual(['Grüße', 'zwei']);
  });

  it('tells the last line, and what a machine says of a failure', async () => {
    await expect(
      linesOf({ metadata: { error: 'no log' }, bytes: Buffer.alloc(0) }),
    ).resolves.toEqual(['no log']);
    await expect(linesOf(bytes('a\n\nb'))).resolves.toEqual(['a', 'b']);
  });

  it('keeps a line that never ends from growing', async () => {
    const long = 'x'.repeat(40_000);
    const lines = await linesOf(bytes(long));
    expect(lines.join('')).toBe(long);
    expect(Math.max(...lines.map(({ length }) => length))).toBe(16 * 1024);
  });
});
