import type { TreeEdit } from '../plan/TreeEdit';
import { findList, parentOf } from '../plan/treePaths';
import { putIntoList } from './editObject';
import type { WishTree } from './Wish';
import { writtenAt } from './written';

/** The kustomization that names a file: of its directory, or of one above. */
function listAbove(
  file: string,
  { index }: WishTree,
): { readonly list: string; readonly entry: string } | undefined {
  for (let at = parentOf(file); at !== ''; at = parentOf(at)) {
    const list = findList(at, index.files);
    if (list) {
      return { list, entry: file.slice(at.length + 1) };
    }
  }
  return undefined;
}

/**
 * The edit that names a new file beside another in the list that names that
 * one; none where Flux makes the list itself.
 */
export function listBeside(file: string, tree: WishTree): TreeEdit[] {
  const found = listAbove(file, tree);
  if (!found) {
    return [];
  }
  const { list, entry } = found;
  const { itemPrefix } = tree.conventions.lists;
  const written = writtenAt(
    { file: list, line: 1, column: 1 },
    tree.index.files,
  );
  return [putIntoList(written, ['resources'], `${itemPrefix}${entry}`)];
}

/** The edit that takes a file out of the list that names it. */
export function unlist(file: string, tree: WishTree): TreeEdit[] {
  const found = listAbove(file, tree);
  return found
    ? [{ file: found.list, path: ['resources'], remove: found.entry }]
    : [];
}
