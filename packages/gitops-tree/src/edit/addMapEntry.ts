import { isMap, isScalar, stringify } from 'yaml';
import type { YAMLMap } from 'yaml';
import { isRecord } from '../read/isRecord';
import type { AddMapEntryOptions, EditResult, ScalarValue } from '../types';
import { checkEdit } from './checkEdit';
import { contentEnd } from './contentEnd';
import { describePath } from './describePath';
import { formatScalar, TEXT_FOR_ALL } from './formatScalar';
import { insertIntoFlow } from './insertIntoFlow';
import { insertLines } from './insertLines';
import { lineStart, nextLineStart } from './lines';
import { openDocument } from './openDocument';
import type { OpenedDocument } from './openDocument';
import { replaceAt } from './replaceAt';
import { sortedPlace } from './sortedPlace';

/**
 * Adds an entry to a map: in its place when the keys are sorted, at the end
 * otherwise. A key that is there already is refused.
 *
 * @public
 */
export function addMapEntry(
  text: string,
  options: AddMapEntryOptions,
): EditResult {
  const opening = openDocument(text, options);
  if (!opening.ok) {
    return opening;
  }
  const { opened } = opening;
  const { path, key, value } = options;
  const map: unknown =
    path.length === 0
      ? opened.document.contents
      : opened.document.getIn([...path], true);
  const place = describePath(path);
  if (!isMap(map)) {
    return { ok: false, reason: `there is no map at ${place}` };
  }
  const keys = map.items.map(pair =>
    isScalar(pair.key) ? String(pair.key.value) : '',
  );
  if (keys.includes(key)) {
    return { ok: false, reason: `${place} already has ${key}` };
  }
  const sorted =
    keys.length > 1 ? options.sorted ?? 'auto' : options.sorted === true;
  const index = sortedPlace(keys, key, sorted);
  const edited = map.flow
    ? insertIntoFlow(text, map, { index, source: flowEntry(key, value) })
    : insertBlock(opened, map, { index, key, value });
  if (edited === undefined) {
    return {
      ok: false,
      reason: `the map at ${place} is laid out in a way that is not edited by line`,
    };
  }
  const intended = replaceAt(opened.values[opened.position], path, before => {
    const entries = Object.entries(before as object);
    return Object.fromEntries([
      ...entries.slice(0, index),
      [key, value],
      ...entries.slice(index),
    ]);
  });
  return checkEdit(opened, edited, intended);
}

function insertBlock(
  opened: OpenedDocument,
  map: YAMLMap,
  entry: { index: number; key: string; value: unknown },
): string | undefined {
  const { text } = opened;
  const first = keyStart(map, 0);
  if (first === undefined) {
    return undefined;
  }
  const column = first - lineStart(text, first);
  // The first key of a list item stands behind the dash: nothing goes before it.
  const isBehindDash = text.slice(first - column, first).trim() !== '';
  const index = isBehindDash ? Math.max(entry.index, 1) : entry.index;
  const at = index === 0 ? first - column : endOfPair(text, map, index - 1);
  const lines = stringify(
    { [entry.key]: entry.value },
    { ...TEXT_FOR_ALL, indentSeq: indentsLists(text) },
  )
    .trimEnd()
    .split('\n')
    .map(line => (line === '' ? '' : ' '.repeat(column) + line));
  return at === undefined ? undefined : insertLines(opened, at, lines);
}

function keyStart(map: YAMLMap, index: number): number | undefined {
  const { key } = map.items[index] ?? {};
  return isScalar(key) ? key.range?.[0] : undefined;
}

function endOfPair(text: string, map: YAMLMap, index: number) {
  const end = contentEnd(map.items[index]);
  return end === undefined ? undefined : nextLineStart(text, end);
}

/** Whether the file's first list is indented under its key. */
function indentsLists(text: string): boolean {
  const match =
    /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*#[^\n]*\r?\n)*( *)- /m.exec(
      text,
    );
  return !match || match[2].length > match[1].length;
}

function flowEntry(key: string, value: unknown): string {
  const isCollection = isRecord(value) || Array.isArray(value);
  const written = isCollection
    ? JSON.stringify(value)
    : formatScalar(value as ScalarValue, { style: 'plain', isFlow: true });
  return `${formatScalar(key, { style: 'plain', isFlow: true })}: ${written}`;
}
