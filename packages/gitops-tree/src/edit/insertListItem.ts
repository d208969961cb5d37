import { isScalar, isSeq } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type { EditResult, InsertListItemOptions } from '../types';
import { checkEdit } from './checkEdit';
import { contentEnd } from './contentEnd';
import { describePath } from './describePath';
import { formatScalar, quoteStyleOf } from './formatScalar';
import type { QuoteStyle } from './formatScalar';
import { insertLines } from './insertLines';
import { insertIntoFlow } from './insertIntoFlow';
import { nextLineStart } from './lines';
import { itemLine } from './itemLine';
import { openDocument } from './openDocument';
import type { OpenedDocument } from './openDocument';
import { replaceAt } from './replaceAt';
import { bareEntry, sortedPlace } from './sortedPlace';

/**
 * Adds one text to a list. In a block list the new text differs from the old
 * one by exactly one line; comments, quotes and indentation stay as they are,
 * and the new item follows its neighbours' style. A list that holds the item
 * already is left as it is, which counts as done.
 *
 * @public
 */
export function insertListItem(
  text: string,
  options: InsertListItemOptions,
): EditResult {
  const opening = openDocument(text, options);
  if (!opening.ok) {
    return opening;
  }
  const { opened } = opening;
  const list: unknown = opened.document.getIn([...options.path], true);
  if (!isSeq(list)) {
    return {
      ok: false,
      reason: `there is no list at ${describePath(options.path)}`,
    };
  }
  const entries = list.items.map(entryOf);
  const value = withPrefix(options, entries);
  if (entries.some(entry => bareEntry(entry) === bareEntry(value))) {
    return { ok: true, text };
  }
  const sorted = list.items.every(isScalar) ? options.sorted ?? 'auto' : false;
  const index = sortedPlace(entries, value, sorted);
  const edited = insertAt(opened, list, { index, value });
  if (edited === undefined) {
    return {
      ok: false,
      reason: `the list at ${describePath(
        options.path,
      )} is laid out in a way that is not edited by line`,
    };
  }
  const before = opened.values[opened.position];
  const intended = replaceAt(before, options.path, items => [
    ...(items as unknown[]).slice(0, index),
    value,
    ...(items as unknown[]).slice(index),
  ]);
  return checkEdit(opened, edited, intended);
}

function entryOf(item: unknown): string {
  return isScalar(item) ? String(item.value) : '';
}

function withPrefix(
  { value, prefix = 'auto' }: InsertListItemOptions,
  entries: readonly string[],
): string {
  const local = entries.filter(
    entry => entry !== '' && !/^\.\.|:\/\//.test(entry),
  );
  if (
    prefix === 'keep' ||
    local.length === 0 ||
    /^\.\.|:\/\/|^\//.test(value)
  ) {
    return value;
  }
  const dotted = local.filter(entry => entry.startsWith('./')).length;
  const bare = value.replace(/^(\.\/)+/, '');
  return dotted * 2 > local.length ? `./${bare}` : bare;
}

function insertAt(
  opened: OpenedDocument,
  list: YAMLSeq,
  { index, value }: { index: number; value: string },
): string | undefined {
  const style = styleOf(opened, list);
  if (list.flow) {
    return insertIntoFlow(opened.text, list, {
      index,
      source: formatScalar(value, { style, isFlow: true }),
    });
  }
  const model = list.items
    .map(item => itemLine(opened.text, item))
    .find(Boolean);
  const at =
    index > 0
      ? afterItem(opened.text, list.items[index - 1])
      : beforeFirst(opened.text, list);
  if (!model || at === undefined) {
    return undefined;
  }
  return insertLines(opened, at, [
    `${model.indent}-${model.gap}${formatScalar(value, { style })}`,
  ]);
}

function afterItem(text: string, item: unknown): number | undefined {
  const end = contentEnd(item);
  return end === undefined ? undefined : nextLineStart(text, end);
}

/** The first item's own line: a comment above it heads the list. */
function beforeFirst(text: string, list: YAMLSeq): number | undefined {
  return itemLine(text, list.items[0])?.start;
}

/** Quotes only when every item has the same ones. */
function styleOf({ text }: OpenedDocument, list: YAMLSeq): QuoteStyle {
  const styles = new Set(
    list.items.map(item =>
      isScalar(item) && item.range
        ? quoteStyleOf(text.slice(item.range[0], item.range[1]))
        : 'plain',
    ),
  );
  return styles.size === 1 ? [...styles][0] : 'plain';
}
