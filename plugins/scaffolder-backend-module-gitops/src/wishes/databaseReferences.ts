import { listScalars, type TreeObject } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { filesIn } from '../plan/treePaths';
import type { WishTree } from './Wish';
import { isPlainYaml } from './written';

/**
 * The edits that move apps of a namespace from one cluster of CloudNativePG to
 * another: the names of the Secrets and Services that the operator makes.
 */
export function databaseReferences(
  { namespace, name }: TreeObject,
  to: string,
  { index }: WishTree,
): TreeEdit[] {
  const directories = index.apps
    .filter(app => app.namespace === namespace)
    .map(({ directory }) => directory);
  const files = new Set(
    directories.flatMap(directory => filesIn(directory, index.files)),
  );
  const made = new RegExp(
    `(?<![a-z0-9-])${name.replaceAll(
      '.',
      '\\.',
    )}(?=-(?:app|superuser|ca|rw|ro|r)(?![a-z0-9-]))`,
    'g',
  );
  return [...files].filter(isPlainYaml).flatMap(file => {
    const text = index.files.get(file) ?? '';
    // Most files name no database at all, and are not parsed.
    const scalars = text.includes(name) ? listScalars(text) : [];
    return scalars.flatMap(({ document, path, value }): TreeEdit[] => {
      const moved = String(value).replace(made, to);
      return moved === String(value)
        ? []
        : [{ file, document, path: [...path], set: moved }];
    });
  });
}
