import type { Conventions, TreeIndex } from '@homestage/gitops-tree';
import { isAppliedByArgo } from './isAppliedByArgo';
import { placeNamespaceInArgo } from './placeInArgo';
import type { TreeEdit } from './TreeEdit';
import { filesIn, findList, join, parentOf } from './treePaths';

/** Where a namespace lies in a tree. */
export interface NamespacePlace {
  readonly directory: string;
  /** What its list calls its Namespace manifest. */
  readonly entry: string;
  /** True when the directory and its list are to be made. */
  readonly isNew: boolean;
  /** Name a new one in the list above it, where there is one. */
  readonly edits: TreeEdit[];
}

/**
 * Finds the place by what the tree does with the namespaces it has.
 *
 * @param namespace - it need not exist
 */
export function placeNamespace(
  namespace: string,
  { index, conventions }: { index: TreeIndex; conventions: Conventions },
): NamespacePlace {
  if (isAppliedByArgo(index)) {
    return placeNamespaceInArgo(namespace, index);
  }
  const { files, lists } = conventions;
  const appsDirectory = conventions.appsDirectory ?? join(index.root, 'apps');
  const directory =
    directoryOfNamespace(namespace, index) ?? join(appsDirectory, namespace);
  const isNew = filesIn(directory, index.files).length === 0;
  const parentList = isNew
    ? findList(parentOf(directory), index.files)
    : undefined;
  return {
    directory,
    entry: `${lists.itemPrefix}${files.namespace ?? 'namespace.yaml'}`,
    isNew,
    edits: parentList
      ? [insertInto(parentList, `${lists.itemPrefix}${namespace}`)]
      : [],
  };
}

/** Names an entry in a kustomization's list. */
export function insertInto(file: string, value: string): TreeEdit {
  return { file, path: ['resources'], insert: value };
}

/** Where the namespace's apps lie, when the tree says so; its apps' own directories are the surest sign. */
function directoryOfNamespace(
  namespace: string,
  index: TreeIndex,
): string | undefined {
  const known = index.namespaces.find(({ name }) => name === namespace);
  if (known?.directory) {
    return known.directory;
  }
  const [first] = index.apps.filter(app => app.namespace === namespace);
  return first && parentOf(first.directory);
}
