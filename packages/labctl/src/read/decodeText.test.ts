/** @jest-environment node */
import { decodeText } from './decodeText';

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

describe('decodeText', () => {
  it('reads UTF-8', () => {
    expect(decodeText(new TextEncoder().encode('# é €\n'))).toEqual({
      text: '# é €\n',
    });
  });

  it.each([
    [
      'a byte order mark',
      new Uint8Array([0xef, 0xbb, 0xbf, 97]),
      'begins with a byte order mark; save it as UTF-8 without one',
    ],
    [
      'UTF-16 with a mark',
      new Uint8Array([0xff, 0xfe, 97, 0]),
      'is UTF-16 text; save it as UTF-8',
    ],
    [
      'UTF-16 with a mark, big end first',
      new Uint8Array([0xfe, 0xff, 0, 97]),
      'is UTF-16 text; save it as UTF-8',
    ],
    [
      'UTF-16 without a mark',
      utf16('name'),
      'is UTF-16 text; save it as UTF-8',
    ],
    [
      'latin1',
      new Uint8Array(Buffer.from('# one\n# \xe9\n', 'latin1')),
      'is not UTF-8 (perhaps latin1); save it as UTF-8, the first odd byte is in line 2',
    ],
    [
      'a NUL byte',
      new Uint8Array([97, 98, 0, 99]),
      'is not a text file; it holds a NUL byte',
    ],
    [
      'ten megabytes',
      new Uint8Array(10_000_000),
      'is 10 MB large; the inputs of a lab have at most 1 MB',
    ],
  ])('refuses %s in one sentence', (_, bytes, problem) => {
    expect(decodeText(bytes)).toEqual({ problem });
  });
});
