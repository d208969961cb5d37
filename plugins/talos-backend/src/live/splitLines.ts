import { StringDecoder } from 'node:string_decoder';
import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';

/** A longer line is told in pieces: a service may write one that never ends. */
const MAX_LINE_LENGTH = 16 * 1024;

/**
 * The lines of a stream of `common.Data`, some at a time. A line may be cut anywhere
 * between two messages, also within a letter.
 */
export async function* splitLines(
  messages: AsyncIterable<unknown>,
): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const message of messages) {
    const { bytes, metadata } = fieldsOf(message);
    const failure = textOf(fieldsOf(metadata).error);
    const text =
      rest +
      (bytes instanceof Uint8Array ? decoder.write(Buffer.from(bytes)) : '');
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    while (rest.length > MAX_LINE_LENGTH) {
      lines.push(rest.slice(0, MAX_LINE_LENGTH));
      rest = rest.slice(MAX_LINE_LENGTH);
    }
    const told = [...lines, ...(failure ? [failure] : [])].filter(Boolean);
    if (told.length) {
      yield told;
    }
  }
  if (rest) {
    yield [rest];
  }
}
