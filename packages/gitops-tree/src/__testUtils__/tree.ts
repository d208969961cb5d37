import type { FileSet } from '../types';

/** A file set from `path: text`; the common indent of each text is taken out. */
export function tree(files: Readonly<Record<string, string>>): FileSet {
  return new Map(
    Object.entries(files).map(([path, text]) => [path, dedent(text)]),
  );
}

/** Takes out the indent of the first line from all lines, and a leading line break. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(lines[0])?.[0] ?? '';
  return lines
    .map(line => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n')
    .replace(/\n *$/, '\n');
}
