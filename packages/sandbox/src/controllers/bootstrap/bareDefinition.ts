import { StoredObject } from '../../kubernetes/ObjectStore';

/** Says that a kind is served without its real schema. @public */
export const WITHOUT_SCHEMA = 'sandbox.homestage.dev/schema';

/** A kind, as far as a definition without a schema needs it. @public */
export interface BareKind {
  group: string;
  version: string;
  kind: string;
  scope: 'Cluster' | 'Namespaced';
  /** Unset: made from the kind by the rules of English. */
  plural?: string;
}

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/**
 * A CustomResourceDefinition that takes any field, with a status subresource.
 * `why` tells a reader of the object why it has no schema.
 * @public
 */
export function bareDefinition(bare: BareKind, why: string): StoredObject {
  const { group, version, kind, scope, plural = pluralOf(kind) } = bare;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { [WITHOUT_SCHEMA]: why },
    },
    spec: {
      group,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
      },
      scope,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}
