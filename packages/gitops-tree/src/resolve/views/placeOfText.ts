import type { FileSet, Place } from '../../types';

/**
 * The line of an object's document that holds a text outside of comments; the
 * object's own place when substitution made the text what it is. Of several such
 * lines the first with `near` on it or next to it. Walks the file once without
 * taking it apart: it is asked for every image and address of a tree.
 */
export function placeOfText(
  files: FileSet,
  object: Place,
  { text, near = '' }: { text: string; near?: string },
): Place {
  const content = files.get(object.file) ?? '';
  const own = { file: object.file, line: object.line, column: object.column };
  let found: Place | undefined;
  let line = object.line;
  let start = offsetOfLine(content, line);
  while (start < content.length && text !== '') {
    const end = endOfLine(content, start);
    const written = content.slice(start, end);
    if (line > object.line && /^---(\s|$)/.test(written)) {
      break;
    }
    const column = written.indexOf(text);
    if (column >= 0 && !written.trimStart().startsWith('#')) {
      const place = { file: object.file, line, column: column + 1 };
      if (around(content, start, end).includes(near)) {
        return place;
      }
      found = found ?? place;
    }
    start = end + 1;
    line += 1;
  }
  return found ?? own;
}

function offsetOfLine(content: string, line: number): number {
  let offset = 0;
  for (let current = 1; current < line && offset >= 0; current += 1) {
    const lineBreak = content.indexOf('\n', offset);
    if (lineBreak < 0) {
      return content.length;
    }
    offset = lineBreak + 1;
  }
  return offset;
}

function endOfLine(content: string, start: number): number {
  const end = content.indexOf('\n', start);
  return end < 0 ? content.length : end;
}

/** The line before, the line and the two after it. */
function around(content: string, start: number, end: number): string {
  const before = content.lastIndexOf('\n', start - 2) + 1;
  const after = endOfLine(content, Math.min(end + 1, content.length));
  return content.slice(
    start === 0 ? 0 : before,
    endOfLine(content, Math.min(after + 1, content.length)),
  );
}
