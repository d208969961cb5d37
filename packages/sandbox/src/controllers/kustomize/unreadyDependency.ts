import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { conditionOf } from '../runtime/conditions';

interface Dependency {
  name: string;
  namespace?: string;
}

const sourceOf = (object: StoredObject) => {
  const { kind, name, namespace } = object.spec?.sourceRef ?? {};
  return `${kind}/${namespace ?? object.metadata.namespace}/${name}`;
};

function complaint(
  object: StoredObject,
  dependency: StoredObject | undefined,
  label: string,
  revision: string,
): string | undefined {
  if (!dependency) return `dependency '${label}' not found`;
  const isReady =
    dependency.status?.observedGeneration === dependency.metadata.generation &&
    conditionOf(dependency, 'Ready')?.status === 'True';
  if (!isReady) return `dependency '${label}' is not ready`;
  const isBehind =
    revision !== '' &&
    sourceOf(object) === sourceOf(dependency) &&
    dependency.status?.lastAppliedRevision !== revision;
  return isBehind
    ? `dependency '${label}' revision is not up to date`
    : undefined;
}

/**
 * Why the first dependency of an object that is not ready keeps it waiting;
 * undefined when all are. With a `revision` (Kustomizations), a dependency on the
 * same source must have applied it too.
 * @public
 */
export function unreadyDependency(
  store: ObjectStore,
  object: StoredObject,
  options: { group: string; kind: string; revision?: string },
): string | undefined {
  const { group, kind, revision = '' } = options;
  const dependencies: Dependency[] = object.spec?.dependsOn ?? [];
  for (const { name, namespace = object.metadata.namespace } of dependencies) {
    const dependency = store.get({ group, kind, namespace, name });
    const why = complaint(object, dependency, `${namespace}/${name}`, revision);
    if (why) return why;
  }
  return undefined;
}

/** Objects of a kind that wait for the given one. @public */
export function dependentsOf(
  store: ObjectStore,
  dependency: StoredObject,
  group: string,
) {
  const { name, namespace } = dependency.metadata;
  return store
    .list({ group, kind: dependency.kind })
    .filter(object =>
      ((object.spec?.dependsOn ?? []) as Dependency[]).some(
        wanted =>
          wanted.name === name &&
          (wanted.namespace ?? object.metadata.namespace) === namespace,
      ),
    )
    .map(({ metadata }) => metadata);
}
