/** The largest input file that is read, in bytes: a hundred times a large lab. */
export const MAX_INPUT_BYTES = 1_000_000;

/**
 * A decoded text, or one sentence on why there is none.
 *
 * @public
 */
export type DecodedText =
  | { readonly text: string }
  | { readonly problem: string };

/**
 * The text of an input file. Only UTF-8 without a mark is read: a byte that was
 * guessed wrong would end up in a machine config.
 *
 * @public
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > MAX_INPUT_BYTES) {
    return {
      problem: `is ${Math.ceil(
        bytes.length / 1_000_000,
      )} MB large; the inputs of a lab have at most ${
        MAX_INPUT_BYTES / 1_000_000
      } MB`,
    };
  }
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    return {
      problem: 'begins with a byte order mark; save it as UTF-8 without one',
    };
  }
  if (
    startsWith(bytes, [0xff, 0xfe]) ||
    startsWith(bytes, [0xfe, 0xff]) ||
    (bytes.length > 1 && (bytes[0] === 0 || bytes[1] === 0))
  ) {
    return { problem: 'is UTF-16 text; save it as UTF-8' };
  }
  if (bytes.includes(0)) {
    return { problem: 'is not a text file; it holds a NUL byte' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // The decoder says no more than that; the line can be counted.
    return {
      problem: `is not UTF-8 (perhaps latin1); save it as UTF-8, the first odd byte is in line ${firstOddLine(
        bytes,
      )}`,
    };
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function firstOddLine(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return lenient.slice(0, lenient.indexOf('\ufffd')).split('\n').length;
}
