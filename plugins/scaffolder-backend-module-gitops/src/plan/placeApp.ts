import type { Conventions, TreeIndex } from '@homestage/gitops-tree';
import { isAppliedByArgo } from './isAppliedByArgo';
import { placeInArgo } from './placeInArgo';
import { insertInto, placeNamespace } from './placeNamespace';
import { findList, join } from './treePaths';
import type { TreeEdit } from './TreeEdit';

/**
 * Where a new app goes in a tree, and which lists have to name it.
 *
 * @public
 */
export interface AppPlace {
  /** Who applies the tree. */
  appliedBy: 'flux' | 'argo-cd';
  namespaceDirectory: string;
  /** Holds the file with the Flux Kustomization, in a tree of Flux. */
  appDirectory: string;
  /** Holds what is applied; may be the same. */
  filesDirectory: string;
  /** `spec.path` of the Flux Kustomization, in the tree's own style. */
  path: string;
  /** What the namespace's list calls the app, in the tree's own style. */
  listEntry: string;
  /** What the namespace's list calls its Namespace manifest. */
  namespaceEntry: string;
  /** True when the namespace's directory and its list are to be made. */
  isNewNamespace: boolean;
  /** One added line each. */
  edits: TreeEdit[];
}

/**
 * Finds the place by what the tree does with the apps it has.
 *
 * @param app - the new app; neither its name nor its namespace need exist
 */
export function placeApp(
  app: { namespace: string; name: string },
  tree: { index: TreeIndex; conventions: Conventions },
): AppPlace {
  if (isAppliedByArgo(tree.index)) {
    return placeInArgo(app, tree.index);
  }
  const { conventions } = tree;
  const { files, lists, fluxKustomization } = conventions;
  const place = placeNamespace(app.namespace, tree);
  const appDirectory = join(place.directory, app.name);
  const filesDirectory = join(appDirectory, files.appDirectory ?? 'app');
  const ksFile = files.fluxKustomization ?? 'ks.yaml';
  const listEntry = `${lists.itemPrefix}${app.name}/${ksFile}`;
  const list = findList(place.directory, tree.index.files);
  return {
    appliedBy: 'flux',
    namespaceDirectory: place.directory,
    appDirectory,
    filesDirectory,
    path: `${fluxKustomization.pathPrefix}${filesDirectory}`,
    listEntry,
    namespaceEntry: place.entry,
    isNewNamespace: place.isNew,
    edits: [
      // Without a list of its own a directory's files are found by Flux itself.
      ...(list ? [insertInto(list, listEntry)] : []),
      ...place.edits,
    ],
  };
}
