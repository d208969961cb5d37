import type { Finding, SourceReference, TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

/**
 * A HelmRelease whose chart's source, or a Kustomization whose source, is not in
 * the tree. The source the roots come from is made by the bootstrap and never is.
 */
export const danglingSource: LintRule = {
  name: 'dangling-source',
  check: context => {
    const { index } = context;
    const known = new Set(
      index.objects
        .filter(({ state }) => state === 'reached' || state === 'suspended')
        .map(({ kind, namespace, name }) =>
          keyOfSource({ kind, namespace: namespace ?? '', name }),
        ),
    );
    for (const { sourceRef, parent } of index.kustomizations) {
      if (sourceRef && parent === undefined) {
        known.add(keyOfSource(sourceRef));
      }
    }
    const references = [
      ...index.helmReleases.map(object => ({
        object,
        reference: object.chart?.sourceRef,
      })),
      ...index.kustomizations.map(object => ({
        object,
        reference: object.sourceRef,
      })),
    ];
    return references.flatMap(({ object, reference }) =>
      object.state === 'reached' && reference && !isKnown(known, reference)
        ? [findingOf(context, object, reference)]
        : [],
    );
  },
};

function keyOfSource({ kind, namespace, name }: SourceReference): string {
  return `${kind} ${namespace}/${name}`;
}

function isKnown(known: ReadonlySet<string>, reference: SourceReference) {
  return (
    known.has(keyOfSource(reference)) ||
    /\$/.test(reference.name + reference.namespace)
  );
}

function findingOf(
  context: LintContext,
  object: TreeObject,
  reference: SourceReference,
): Omit<Finding, 'rule'> {
  return {
    severity: 'error',
    ...placeInObject(context, object, reference.name),
    message: `${object.kind} ${object.namespace ?? ''}/${
      object.name
    } refers to ${keyOfSource(reference)}, which the tree does not apply`,
    mend: 'Add the source, or correct the kind, namespace and name of the reference.',
  };
}
