import type { TreeHelmRelease } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { addAt, putIntoList } from './editObject';
import type { WishTree } from './Wish';
import { mapAt, writtenAt } from './written';

/** A variable of a container, and the field of a Secret or ConfigMap that it is taken from. */
export interface Variable {
  readonly name: string;
  readonly valueFrom: Readonly<Record<string, unknown>>;
}

/**
 * The edits that give variables to the main container of a release of
 * app-template: the controller of the app's name and its container `app`, else
 * the first of each. In the shape that its `env` has already: a map or a list.
 */
export function giveVariables(
  release: TreeHelmRelease,
  variables: readonly Variable[],
  { index }: WishTree,
): TreeEdit[] {
  const written = writtenAt(release, index.files);
  const path = containerPath(written.object, release.name);
  const { env } = mapAt(written.object, ...path);
  if (Array.isArray(env)) {
    return variables.map(({ name, valueFrom }) =>
      putIntoList(written, [...path, 'env'], { name, valueFrom }),
    );
  }
  const entries = variables.map(({ name, valueFrom }) => ({
    name,
    value: { valueFrom },
  }));
  if (env !== undefined) {
    return entries.map(({ name, value }) =>
      addAt(written, [...path, 'env', name], value),
    );
  }
  const added = Object.fromEntries(
    entries.map(({ name, value }) => [name, value]),
  );
  return [addAt(written, [...path, 'env'], added)];
}

/** The edits that give all keys of Secrets and ConfigMaps to the main container. */
export function giveSources(
  release: TreeHelmRelease,
  sources: readonly Readonly<Record<string, unknown>>[],
  { index }: WishTree,
): TreeEdit[] {
  const written = writtenAt(release, index.files);
  const path = containerPath(written.object, release.name);
  const { envFrom } = mapAt(written.object, ...path);
  return envFrom === undefined
    ? [addAt(written, [...path, 'envFrom'], sources)]
    : sources.map(source => putIntoList(written, [...path, 'envFrom'], source));
}

/** Whether the main container has a variable of that name. */
export function hasVariable(
  release: TreeHelmRelease,
  name: string,
  { index }: WishTree,
): boolean {
  const { object } = writtenAt(release, index.files);
  const { env } = mapAt(object, ...containerPath(object, release.name));
  return Array.isArray(env)
    ? env.some(each => mapAt({ each }, 'each').name === name)
    : name in mapAt({ env }, 'env');
}

function containerPath(
  object: Record<string, unknown>,
  name: string,
): string[] {
  const path = ['spec', 'values', 'controllers'];
  const controllers = mapAt(object, ...path);
  const controller = name in controllers ? name : Object.keys(controllers)[0];
  const containers = mapAt(controllers, controller ?? '', 'containers');
  const container = 'app' in containers ? 'app' : Object.keys(containers)[0];
  return [...path, controller ?? name, 'containers', container ?? 'app'];
}
