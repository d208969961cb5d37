import type { ListItemValue } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { mapAt, type WrittenObject } from './written';

/**
 * The edit that puts an item into a list of an object, or makes the list with
 * it where there is none. What lies between may be missing, too.
 */
export function putIntoList(
  written: WrittenObject,
  path: readonly string[],
  item: ListItemValue,
): TreeEdit {
  const holder = mapAt(written.object, ...path.slice(0, -1));
  const { file, document } = written;
  return Array.isArray(holder[path[path.length - 1]])
    ? { file, document, path: [...path], insert: item }
    : addAt(written, path, [item]);
}

/**
 * The edit that adds an entry at a path: maps on the way that the object lacks
 * are added with it.
 */
export function addAt(
  { file, document, object }: WrittenObject,
  path: readonly string[],
  value: unknown,
): TreeEdit {
  let depth = path.length - 1;
  while (
    depth > 0 &&
    !(path[depth - 1] in mapAt(object, ...path.slice(0, depth - 1)))
  ) {
    depth -= 1;
  }
  const added = path
    .slice(depth + 1)
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return {
    file,
    document,
    path: path.slice(0, depth),
    add: { key: path[depth], value: added },
  };
}
