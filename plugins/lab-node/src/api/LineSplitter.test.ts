import { LineSplitter } from './LineSplitter';

const TEXT = '{"a":"größe"}\n{"b":"日本語 🏠"}\n\n{"c":1}\n';
const LINES = ['{"a":"größe"}', '{"b":"日本語 🏠"}', '{"c":1}'];

describe('LineSplitter', () => {
  it('finds the same lines wherever the stream is cut in two', () => {
    const bytes = Buffer.from(TEXT);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const splitter = new LineSplitter();
      const lines = [
        ...splitter.push(bytes.subarray(0, cut)),
        ...splitter.push(bytes.subarray(cut)),
      ];
      expect(lines).toEqual(LINES);
    }
  });

  it('finds the same lines byte by byte', () => {
    const splitter = new LineSplitter();
    const lines = [...Buffer.from(TEXT)].flatMap(byte =>
      splitter.push(Buffer.from([byte])),
    );
    expect(lines).toEqual(LINES);
  });

  it('hands out no line that has not ended', () => {
    expect(new LineSplitter().push(Buffer.from('{"cut":'))).toEqual([]);
  });

  it('gives up on a line that does not end', () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let count = 0; count < 20; count += 1) {
        splitter.push(chunk);
      }
    }).toThrow('a line without end');
  });
});
