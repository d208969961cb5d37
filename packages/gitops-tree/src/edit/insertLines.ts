import type { OpenedDocument } from './openDocument';

/**
 * Puts whole lines in at the start of a line. At the end of a file that has no
 * final line break, the file goes on having none.
 */
export function insertLines(
  { text, lineBreak }: OpenedDocument,
  at: number,
  lines: readonly string[],
): string {
  const added = lines.join(lineBreak);
  const isUnfinished = at === text.length && at > 0 && text[at - 1] !== '\n';
  return isUnfinished
    ? text + lineBreak + added
    : text.slice(0, at) + added + lineBreak + text.slice(at);
}
