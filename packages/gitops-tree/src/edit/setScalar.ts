import { isMap, isScalar } from 'yaml';
import type { Scalar } from 'yaml';
import type { EditResult, SetScalarOptions } from '../types';
import { addMapEntry } from './addMapEntry';
import { checkEdit } from './checkEdit';
import { describePath } from './describePath';
import { formatScalar, quoteStyleOf } from './formatScalar';
import type { QuoteStyle } from './formatScalar';
import { openDocument } from './openDocument';
import { replaceAt } from './replaceAt';

/**
 * Sets a scalar where it stands, keeping its quotes. When the map lacks the
 * last key of the path, the key is added; a path that leads nowhere, a list, a
 * map or a text of several lines is refused.
 *
 * @public
 */
export function setScalar(text: string, options: SetScalarOptions): EditResult {
  const opening = openDocument(text, options);
  if (!opening.ok) {
    return opening;
  }
  const { opened } = opening;
  const { path, value } = options;
  const node: unknown = opened.document.getIn([...path], true);
  const last = path[path.length - 1];
  if (node === undefined && typeof last === 'string') {
    const parent = opened.document.getIn(path.slice(0, -1), true);
    if (
      isMap(parent) ||
      (path.length === 1 && isMap(opened.document.contents))
    ) {
      return addMapEntry(text, {
        ...options,
        path: path.slice(0, -1),
        key: last,
        value,
      });
    }
  }
  const place = describePath(path);
  if (!isScalar(node) || !node.range) {
    return { ok: false, reason: `there is no single value at ${place}` };
  }
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') {
    return { ok: false, reason: `the value at ${place} spans several lines` };
  }
  const [start, end] = node.range;
  const source = formatScalar(value, {
    style: styleFor(text, node, value),
    isFlow: isInFlow(text, start),
  });
  // An empty value begins right behind its colon.
  const gap = start === end && !/\s/.test(text[start - 1] ?? ' ') ? ' ' : '';
  return checkEdit(
    opened,
    text.slice(0, start) + gap + source + text.slice(end),
    replaceAt(opened.values[opened.position], path, () => value),
  );
}

function styleFor(text: string, node: Scalar, value: unknown): QuoteStyle {
  const [start, end] = node.range ?? [0, 0];
  return typeof value === 'string'
    ? quoteStyleOf(text.slice(start, end))
    : 'plain';
}

/** Guesses on the safe side: a bracket before it on its line asks for quotes around brackets and commas. */
function isInFlow(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /[[{]/.test(line);
}
