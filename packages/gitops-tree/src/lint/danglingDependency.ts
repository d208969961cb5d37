import { keyOf } from '../resolve/keyOf';
import type { Finding, NamespacedName, TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

type Dependent = TreeObject & { readonly dependsOn: readonly NamespacedName[] };

/** A `dependsOn` that names nothing the tree applies: the object waits for ever. */
export const danglingDependency: LintRule = {
  name: 'dangling-dependency',
  check: context => [
    ...checkKind(context, context.index.kustomizations),
    ...checkKind(context, context.index.helmReleases),
  ],
};

function checkKind(
  context: LintContext,
  objects: readonly Dependent[],
): Omit<Finding, 'rule'>[] {
  const known = new Map<string, Dependent>();
  for (const object of objects) {
    const key = keyOf(object);
    if (known.get(key)?.state !== 'reached') {
      known.set(key, object);
    }
  }
  return objects
    .filter(({ state }) => state === 'reached')
    .flatMap(object =>
      object.dependsOn
        .filter(({ name }) => !name.includes('$'))
        .flatMap(dependency => {
          const target = known.get(keyOf(dependency));
          return target?.state === 'reached'
            ? []
            : [findingOf(context, { object, dependency, target })];
        }),
    );
}

function findingOf(
  context: LintContext,
  found: { object: Dependent; dependency: NamespacedName; target?: Dependent },
): Omit<Finding, 'rule'> {
  const { object, dependency, target } = found;
  const what = `${object.kind} ${keyOf(object)} depends on ${keyOf(
    dependency,
  )}`;
  return {
    // What is suspended may run already, and then nobody waits.
    severity: target?.state === 'suspended' ? 'warning' : 'error',
    ...placeInObject(context, object, dependency.name),
    message: target
      ? `${what}, which is not applied: ${target.reason}`
      : `${what}, which is not in the tree`,
    mend: 'Correct the name and namespace, or remove the dependency. Without a namespace the object’s own one is meant.',
  };
}
