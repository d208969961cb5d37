import type { Conventions, FileSet, TreeIndex } from '@homestage/gitops-tree';
import type { TreeEdit } from './TreeEdit';

const KUSTOMIZATION_NAMES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/**
 * Where a new app goes in a tree, and which lists have to name it.
 *
 * @public
 */
export interface AppPlace {
  namespaceDirectory: string;
  /** Holds the file with the Flux Kustomization. */
  appDirectory: string;
  /** Holds what that Kustomization applies; may be the same. */
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
  const { index, conventions } = tree;
  const { files, lists, fluxKustomization } = conventions;
  const appsDirectory = conventions.appsDirectory ?? join(index.root, 'apps');
  const namespaceDirectory =
    directoryOfNamespace(app.namespace, index) ??
    join(appsDirectory, app.namespace);
  const appDirectory = join(namespaceDirectory, app.name);
  const filesDirectory = join(appDirectory, files.appDirectory ?? 'app');
  const ksFile = files.fluxKustomization ?? 'ks.yaml';
  const listEntry = `${lists.itemPrefix}${app.name}/${ksFile}`;
  const list = findList(namespaceDirectory, index.files);
  const isNewNamespace = !hasFilesIn(namespaceDirectory, index.files);
  const parentList = isNewNamespace
    ? findList(parentOf(namespaceDirectory), index.files)
    : undefined;
  return {
    namespaceDirectory,
    appDirectory,
    filesDirectory,
    path: `${fluxKustomization.pathPrefix}${filesDirectory}`,
    listEntry,
    namespaceEntry: `${lists.itemPrefix}${files.namespace ?? 'namespace.yaml'}`,
    isNewNamespace,
    edits: [
      // Without a list of its own a directory's files are found by Flux itself.
      ...(list ? [insertInto(list, listEntry)] : []),
      ...(parentList
        ? [insertInto(parentList, `${lists.itemPrefix}${app.namespace}`)]
        : []),
    ],
  };
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

function insertInto(file: string, value: string): TreeEdit {
  return { file, path: ['resources'], insert: value };
}

function findList(directory: string, files: FileSet): string | undefined {
  return KUSTOMIZATION_NAMES.map(name => join(directory, name)).find(path =>
    files.has(path),
  );
}

function hasFilesIn(directory: string, files: FileSet): boolean {
  const prefix = `${directory}/`;
  return [...files.keys()].some(path => path.startsWith(prefix));
}

function parentOf(directory: string): string {
  return directory.slice(0, Math.max(0, directory.lastIndexOf('/')));
}

function join(...parts: string[]): string {
  return parts.filter(part => part !== '').join('/');
}
