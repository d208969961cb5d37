import {
  addMapEntry,
  insertListItem,
  removeEntry,
  removeListItem,
  setScalar,
  type EditResult,
  type ListItemValue,
  type ScalarValue,
} from '@homestage/gitops-tree';

/**
 * An edit of one place in one file of the tree; everything else in the file
 * stays byte for byte.
 *
 * @public
 */
export type TreeEdit = {
  /** Path in the tree. */
  file: string;
  /** Keys and list positions from the top of the document. */
  path: (string | number)[];
  /** 0-based document of a file with several. */
  document?: number;
} & (
  | { insert: ListItemValue }
  | { remove: string }
  | { set: ScalarValue }
  /** A new entry of the map at the path. */
  | { add: { key: string; value: unknown } }
  /** The map entry at the path goes, with all that it holds. */
  | { unset: true }
);

/**
 * Applies the edit to the text of its file.
 */
export function applyEdit(text: string, edit: TreeEdit): EditResult {
  const target = { path: edit.path, document: edit.document };
  if ('insert' in edit) {
    return insertListItem(text, { ...target, value: edit.insert });
  }
  if ('remove' in edit) {
    return removeListItem(text, { ...target, value: edit.remove });
  }
  if ('add' in edit) {
    return addMapEntry(text, { ...target, ...edit.add });
  }
  return 'unset' in edit
    ? removeEntry(text, target)
    : setScalar(text, { ...target, value: edit.set });
}

/**
 * Applies edits of one file one after the other.
 */
export function applyEdits(
  text: string,
  edits: readonly TreeEdit[],
): EditResult {
  let result: EditResult = { ok: true, text };
  for (const edit of edits) {
    if (!result.ok) {
      break;
    }
    result = applyEdit(result.text, edit);
  }
  return result;
}
