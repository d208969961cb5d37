import { InputError } from '@backstage/errors';
import {
  resolveTree,
  type TreeApp,
  type TreeIndex,
} from '@homestage/gitops-tree';
import type { AppPlace } from './placeApp';
import { join, parentOf } from './treePaths';

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

/** Where another app's directory would lie if it had this name. */
function directoryBeside(
  { name: other, applications }: TreeApp,
  name: string,
): string | undefined {
  const [path] = applications.flatMap(({ paths }) => paths);
  const segments = path?.split('/') ?? [];
  const at = segments.lastIndexOf(other);
  return at < 0 ? undefined : segments.with(at, name).join('/');
}

/** Whether an Application would apply that directory if it were there. */
function isFound(directory: string, index: TreeIndex): boolean {
  const files = new Map([
    ...index.files,
    [join(directory, 'kustomization.yaml'), 'kind: Kustomization\n'],
  ]);
  const { applications } = resolveTree(files, {
    root: index.root,
    previous: index,
  });
  return applications.some(({ paths }) => paths.includes(directory));
}
