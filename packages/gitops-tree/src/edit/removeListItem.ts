import { isScalar, isSeq } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type { EditResult, RemoveListItemOptions } from '../types';
import { checkEdit } from './checkEdit';
import { contentEnd } from './contentEnd';
import { cutFromFlow } from './cutFromFlow';
import { cutLines } from './cutLines';
import { describePath } from './describePath';
import { itemLine } from './itemLine';
import { nextLineStart } from './lines';
import { openDocument } from './openDocument';
import { replaceAt } from './replaceAt';
import { bareEntry } from './sortedPlace';

/**
 * Removes one text from a list: its line goes, comments stay. The last item of
 * a block list leaves `[]`. A list without the item is left as it is, which
 * counts as done.
 *
 * @public
 */
export function removeListItem(
  text: string,
  options: RemoveListItemOptions,
): EditResult {
  const opening = openDocument(text, options);
  if (!opening.ok) {
    return opening;
  }
  const { opened } = opening;
  const list: unknown = opened.document.getIn([...options.path], true);
  const place = describePath(options.path);
  if (!isSeq(list)) {
    return { ok: false, reason: `there is no list at ${place}` };
  }
  const index = list.items.findIndex(
    item =>
      isScalar(item) &&
      bareEntry(String(item.value)) === bareEntry(options.value),
  );
  if (index < 0) {
    return { ok: true, text };
  }
  const edited = list.flow
    ? cutFromFlow(text, list, index)
    : cutItem(text, list, index);
  if (edited === undefined) {
    return {
      ok: false,
      reason: `the list at ${place} is laid out in a way that is not edited by line`,
    };
  }
  const before = opened.values[opened.position];
  const intended = replaceAt(before, options.path, items =>
    (items as unknown[]).filter((_, position) => position !== index),
  );
  return checkEdit(opened, edited, intended);
}

function cutItem(
  text: string,
  list: YAMLSeq,
  index: number,
): string | undefined {
  const item = list.items[index];
  const start = itemLine(text, item)?.start;
  const end = contentEnd(item);
  if (start === undefined || end === undefined) {
    return undefined;
  }
  const cut = cutLines(text, start, nextLineStart(text, end));
  return list.items.length === 1 ? closeEmptyList(cut, start) : cut;
}

/** Writes `[]` behind the key whose block list has lost its last item. */
function closeEmptyList(text: string, at: number): string | undefined {
  const before = text.slice(0, at);
  const key = /:([ \t]*)(#[^\n]*)?(\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*)?$/.exec(
    before,
  );
  if (!key) {
    return undefined;
  }
  const colon = key.index + 1;
  const rest = text.slice(colon);
  return `${text.slice(0, colon)} []${
    rest.startsWith(' ') || /^\r?\n|^$/.test(rest) ? rest : ` ${rest}`
  }`;
}
