import { InputError } from '@backstage/errors';
import {
  resolveTree,
  type TreeApp,
  type TreeApplication,
  type TreeIndex,
} from '@homestage/gitops-tree';
import type { AppPlace } from './placeApp';
import type { NamespacePlace } from './placeNamespace';
import { filesIn, join, parentOf } from './treePaths';

/**
 * The place of a new app in a tree of Argo CD: beside another one, so that the
 * ApplicationSet that makes its Application finds it by itself. Throws InputError
 * where none would.
 *
 * @param app - its namespace has to be there
 */
export function placeInArgo(
  app: { namespace: string; name: string },
  index: TreeIndex,
): AppPlace {
  const { namespace, name } = app;
  const applied = index.apps.filter(
    ({ applications }) => applications.length > 0,
  );
  if (!applied.some(each => each.namespace === namespace)) {
    throw new InputError(
      `namespace: no Application of Argo CD goes to ${namespace}. Make the namespace there first, or choose one of ${[
        ...new Set(applied.map(each => each.namespace)),
      ].join(', ')}.`,
    );
  }
  const directory = applied
    .filter(each => each.namespace === namespace)
    .map(each => directoryBeside(each, name))
    .find(each => each !== undefined && isFound(each, index));
  if (directory === undefined) {
    throw new InputError(
      `repository: the Applications of this tree are not made from directories, so a new directory in ${namespace} would be applied by none. Add an Application for it by hand.`,
    );
  }
  return {
    appliedBy: 'argo-cd',
    namespaceDirectory: parentOf(directory),
    appDirectory: directory,
    filesDirectory: directory,
    path: directory,
    listEntry: '',
    namespaceEntry: '',
    isNewNamespace: false,
    edits: [],
  };
}

/**
 * The place of a new namespace in a tree of Argo CD: a directory like that of an
 * app, named after the namespace, which the ApplicationSet finds and applies to
 * it. Throws InputError where none would.
 */
export function placeNamespaceInArgo(
  namespace: string,
  index: TreeIndex,
): NamespacePlace {
  const directory = index.apps
    .filter(({ applications }) => applications.length > 0)
    .map(app => directoryInNamespace(app, namespace))
    .find(
      each =>
        each !== undefined &&
        applicationOf(each, index)?.targetNamespace === namespace,
    );
  if (directory === undefined) {
    throw new InputError(
      'repository: no ApplicationSet of this tree makes its Applications from directories of namespaces, so a new one would be applied by none. Add an Application for it by hand.',
    );
  }
  return {
    directory,
    entry: 'namespace.yaml',
    isNew: filesIn(parentOf(directory), index.files).length === 0,
    edits: [],
  };
}

/** Where another app's directory would lie if it had this name. */
function directoryBeside(app: TreeApp, name: string): string | undefined {
  const segments = segmentsOf(app);
  const at = segments.lastIndexOf(app.name);
  return at < 0 ? undefined : segments.with(at, name).join('/');
}

/** Where it would lie in another namespace, if it were called like that. */
function directoryInNamespace(
  app: TreeApp,
  namespace: string,
): string | undefined {
  const segments = segmentsOf(app);
  const at = segments.lastIndexOf(app.name);
  const above = segments.lastIndexOf(app.namespace, at - 1);
  return at < 1 || above < 0
    ? undefined
    : segments.with(at, namespace).with(above, namespace).join('/');
}

function segmentsOf({ applications }: TreeApp): string[] {
  const [path] = applications.flatMap(({ paths }) => paths);
  return path?.split('/') ?? [];
}

/** Whether an Application would apply that directory if it were there. */
function isFound(directory: string, index: TreeIndex): boolean {
  return applicationOf(directory, index) !== undefined;
}

function applicationOf(
  directory: string,
  index: TreeIndex,
): TreeApplication | undefined {
  const files = new Map([
    ...index.files,
    [join(directory, 'kustomization.yaml'), 'kind: Kustomization\n'],
  ]);
  const { applications } = resolveTree(files, {
    root: index.root,
    previous: index,
  });
  return applications.find(({ paths }) => paths.includes(directory));
}
