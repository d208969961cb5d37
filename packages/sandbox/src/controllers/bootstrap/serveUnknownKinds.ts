import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { groupOf } from '../runtime/refOf';

/** Says that a kind is served without its real schema. @public */
export const WITHOUT_SCHEMA = 'sandbox.homestage.dev/schema';

/** Cluster-scoped kinds that their name does not give away. */
const CLUSTER_SCOPED = [
  'BGPPeer',
  'CephBlockPoolRadosNamespace',
  'DeschedulerPolicy',
  'KubernetesUpgrade',
  'TalosUpgrade',
];

const isClusterScoped = (kind: string) =>
  (/^Cluster|Class$|^Cilium(LoadBalancer|L2|BGP|Clusterwide)/.test(kind) &&
    kind !== 'Cluster') ||
  CLUSTER_SCOPED.includes(kind);

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function definition({ apiVersion, kind }: StoredObject): StoredObject {
  const group = groupOf(apiVersion);
  const plural = pluralOf(kind);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: {
        [WITHOUT_SCHEMA]:
          'the tree uses this kind, and the embedded lab has no controller for it',
      },
    },
    spec: {
      group,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
      },
      scope: isClusterScoped(kind) ? 'Cluster' : 'Namespaced',
      versions: [
        {
          name: apiVersion.split('/')[1],
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

/**
 * Serves the kinds of the given objects that the lab does not know, so that trees
 * of other people can be applied although the operators which bring these kinds
 * are not run. Nobody acts on such objects, and they never get a status.
 * @public
 */
export function serveUnknownKinds(
  manifests: readonly StoredObject[],
  store: ObjectStore,
): void {
  const brought = new Set(
    manifests
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ spec }) => `${spec?.group}/${spec?.names?.kind}`),
  );
  for (const manifest of manifests) {
    const group = groupOf(manifest.apiVersion);
    const isKnown = store.typeOf(group, manifest.kind) !== undefined;
    if (isKnown || group === '' || brought.has(`${group}/${manifest.kind}`))
      continue;
    const wanted = definition(manifest);
    const ref = {
      group: 'apiextensions.k8s.io',
      kind: wanted.kind,
      name: wanted.metadata.name,
    };
    if (!store.get(ref)) store.create(wanted);
  }
}
