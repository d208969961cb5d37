import { isMap, isScalar } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { EditResult, EditTarget } from '../types';
import { checkEdit } from './checkEdit';
import { contentEnd } from './contentEnd';
import { cutFromFlow } from './cutFromFlow';
import { cutLines } from './cutLines';
import { describePath } from './describePath';
import { lineStart, nextLineStart } from './lines';
import { openDocument } from './openDocument';
import { replaceAt } from './replaceAt';

/**
 * Removes the map entry at a path, with all its lines. Refused for the only
 * entry of a block map, which would leave something else than a map, and for
 * the first one behind a list's dash.
 *
 * @public
 */
export function removeEntry(text: string, options: EditTarget): EditResult {
  const opening = openDocument(text, options);
  if (!opening.ok) {
    return opening;
  }
  const { opened } = opening;
  const { path } = options;
  const key = path[path.length - 1];
  const parents = path.slice(0, -1);
  const map: unknown =
    parents.length === 0
      ? opened.document.contents
      : opened.document.getIn(parents, true);
  const place = describePath(path);
  const index = isMap(map) ? indexOfKey(map, key) : -1;
  if (!isMap(map) || index < 0) {
    return { ok: false, reason: `there is no entry ${place}` };
  }
  const edited = map.flow
    ? cutFromFlow(text, map, index)
    : cutPair(text, map, index);
  if (edited === undefined) {
    return {
      ok: false,
      reason: `${place} cannot be removed by line: it is the only entry, or stands behind a dash`,
    };
  }
  const intended = replaceAt(opened.values[opened.position], parents, before =>
    Object.fromEntries(
      Object.entries(before as object).filter(([name]) => name !== key),
    ),
  );
  return checkEdit(opened, edited, intended);
}

function indexOfKey(map: YAMLMap, key: string | number | undefined): number {
  return map.items.findIndex(
    pair => isScalar(pair.key) && pair.key.value === key,
  );
}

function cutPair(
  text: string,
  map: YAMLMap,
  index: number,
): string | undefined {
  const pair = map.items[index];
  const start = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
  const end = contentEnd(pair);
  if (start === undefined || end === undefined || map.items.length === 1) {
    return undefined;
  }
  const from = lineStart(text, start);
  return text.slice(from, start).trim() === ''
    ? cutLines(text, from, nextLineStart(text, end))
    : undefined;
}
