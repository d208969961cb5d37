import { isNode, isScalar, isSeq, stringify } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type {
  EditResult,
  InsertListItemOptions,
  ListItemValue,
} from '../types';
import { canonical } from './canonical';
import { checkEdit } from './checkEdit';
import { contentEnd } from './contentEnd';
import { describePath } from './describePath';
import { formatScalar, quoteStyleOf, TEXT_FOR_ALL } from './formatScalar';
import type { QuoteStyle } from './formatScalar';
import { insertLines } from './insertLines';
import { insertIntoFlow } from './insertIntoFlow';
import { nextLineStart } from './lines';
import { itemLine } from './itemLine';
import { openDocument } from './openDocument';
import type { OpenedDocument } from './openDocument';
import { replaceAt } from './replaceAt';
import { bareEntry, sortedPlace } from './sortedPlace';
import { styledNode } from './styledNode';

/**
 * Adds one item to a list. In a block list the new text differs from the old
 * one by the lines of the item (one, for a text); comments, quotes and
 * indentation stay as they are, and the new item follows its neighbours' style.
 * A map goes to the end of the list. A list that holds the item already is left
 * as it is, which counts as done.
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
  const { index, value, isThere } = placeItem(opened, list, options);
  if (isThere) {
    return { ok: true, text };
  }
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

interface PlacedItem {
  readonly index: number;
  readonly value: ListItemValue;
  readonly isThere: boolean;
}

function placeItem(
  { document }: OpenedDocument,
  list: YAMLSeq,
  options: InsertListItemOptions,
): PlacedItem {
  const { value } = options;
  if (typeof value !== 'string') {
    const written = canonical(value);
    const isThere = list.items.some(
      item => isNode(item) && canonical(item.toJS(document)) === written,
    );
    return { index: list.items.length, value, isThere };
  }
  const entries = list.items.map(entryOf);
  const prefixed = withPrefix({ ...options, value }, entries);
  const sorted = list.items.every(isScalar) ? options.sorted ?? 'auto' : false;
  return {
    index: sortedPlace(entries, prefixed, sorted),
    value: prefixed,
    isThere: entries.some(entry => bareEntry(entry) === bareEntry(prefixed)),
  };
}

function entryOf(item: unknown): string {
  return isScalar(item) ? String(item.value) : '';
}

function withPrefix(
  {
    value,
    prefix = 'auto',
  }: Pick<InsertListItemOptions, 'prefix'> & {
    value: string;
  },
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
  { index, value }: { index: number; value: ListItemValue },
): string | undefined {
  const style = styleOf(opened, list);
  if (list.flow) {
    const source =
      typeof value === 'string'
        ? formatScalar(value, { style, isFlow: true })
        : JSON.stringify(value);
    return insertIntoFlow(opened.text, list, { index, source });
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
  const written =
    typeof value === 'string'
      ? [formatScalar(value, { style })]
      : stringify(styledNode(value, list.items), TEXT_FOR_ALL)
          .trimEnd()
          .split('\n');
  const hanging = ' '.repeat(`${model.indent}-${model.gap}`.length);
  return insertLines(
    opened,
    at,
    written.map((line, row) =>
      row === 0
        ? `${model.indent}-${model.gap}${line}`
        : `${hanging}${line}`.trimEnd(),
    ),
  );
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
