import { isNode } from 'yaml';
import { lineStart } from './lines';

/** How a block list's item begins. */
export interface ItemLine {
  /** Offset of the beginning of its line. */
  readonly start: number;
  /** What stands before the dash. */
  readonly indent: string;
  /** What stands between the dash and the content. */
  readonly gap: string;
}

/** The line of an item whose dash stands alone before its content; undefined for any other layout. */
export function itemLine(text: string, item: unknown): ItemLine | undefined {
  if (!isNode(item) || !item.range) {
    return undefined;
  }
  const start = lineStart(text, item.range[0]);
  const match = /^(\s*)-(\s+)(?:[&!]\S*\s+)*$/.exec(
    text.slice(start, item.range[0]),
  );
  return match ? { start, indent: match[1], gap: match[2] } : undefined;
}
