import { groupOfApiVersion } from '../read/groupOfApiVersion';
import { BuildError } from './BuildError';
import type { KustomizeResource, ResourceIdentity } from './KustomizeResource';
import { identityOf } from './KustomizeResource';

/** Appends a resource. @throws BuildError when its kind, namespace and name are taken */
export function addResource(
  resources: KustomizeResource[],
  resource: KustomizeResource,
) {
  const identity = identityOf(resource);
  const twin = resources.find(other =>
    isSameObject(identityOf(other), identity),
  );
  if (twin) {
    throw new BuildError(
      'duplicate-object',
      `${resource.file} adds ${identity.kind} ${identity.namespace ?? ''}/${
        identity.name
      }, which ${twin.file} already has`,
      { file: resource.file, line: resource.line, column: resource.column },
    );
  }
  resources.push(resource);
}

/** True when both name the same object, whatever the version. */
export function isSameObject(
  one: ResourceIdentity,
  other: ResourceIdentity,
): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    (one.namespace ?? '') === (other.namespace ?? '') &&
    groupOfApiVersion(one.apiVersion) === groupOfApiVersion(other.apiVersion)
  );
}
