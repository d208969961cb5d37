import { InputError } from '@backstage/errors';
import type { TreeApp } from '@homestage/gitops-tree';
import { findList, join } from '../plan/treePaths';
import type { TreeEdit } from '../plan/TreeEdit';
import { mainKustomization } from './appOf';
import { putIntoList } from './editObject';
import type { WishTree } from './Wish';
import { writtenAt } from './written';

/** Where a new object of an app goes. */
export interface NewFile {
  readonly directory: string;
  readonly file: string;
  /** Names the file in the directory's list, where there is one. */
  readonly edits: readonly TreeEdit[];
}

/**
 * The place of one more file of an app, beside those that are applied already.
 *
 * @param fileName - must be free
 */
export function addToApp(
  app: TreeApp,
  fileName: string,
  { index, conventions }: WishTree,
): NewFile {
  const directory =
    mainKustomization(app)?.path ??
    app.applications.flatMap(({ paths }) => paths)[0] ??
    app.directory;
  const file = join(directory, fileName);
  if (index.files.has(file)) {
    throw new InputError(
      `name: ${file} exists already. Choose another name, or edit that file.`,
    );
  }
  const list = findList(directory, index.files);
  const entry = `${conventions.lists.itemPrefix}${fileName}`;
  const written =
    list && writtenAt({ file: list, line: 1, column: 1 }, index.files);
  return {
    directory,
    file,
    edits: written ? [putIntoList(written, ['resources'], entry)] : [],
  };
}

/**
 * The edit that makes an app wait for what an operator's Kustomization brings;
 * none where the tree has no such Kustomization, or the app waits already.
 *
 * @param operator - name of the Kustomization
 */
export function waitFor(
  app: TreeApp,
  operator: string,
  { index }: WishTree,
): TreeEdit[] {
  const own = mainKustomization(app);
  const other = index.kustomizations.find(
    ({ name, state }) => name === operator && state === 'reached',
  );
  if (!own || !other || own.dependsOn.some(({ name }) => name === operator)) {
    return [];
  }
  const isNear = other.namespace === own.namespace;
  const item = isNear
    ? { name: other.name }
    : { name: other.name, namespace: other.namespace ?? '' };
  return [
    putIntoList(writtenAt(own, index.files), ['spec', 'dependsOn'], item),
  ];
}
