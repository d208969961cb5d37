import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { groupOf } from '../runtime/refOf';
import { bareDefinition } from './bareDefinition';

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
    const wanted = bareDefinition(
      {
        group,
        version: manifest.apiVersion.split('/')[1],
        kind: manifest.kind,
        scope: isClusterScoped(manifest.kind) ? 'Cluster' : 'Namespaced',
      },
      'the tree uses this kind, and the embedded lab has no controller for it',
    );
    const ref = {
      group: 'apiextensions.k8s.io',
      kind: wanted.kind,
      name: wanted.metadata.name,
    };
    if (!store.get(ref)) store.create(wanted);
  }
}
