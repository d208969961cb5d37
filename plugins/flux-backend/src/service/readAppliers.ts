import type {
  AppAppliers,
  FluxAppQuery,
  FluxRef,
} from '@homestage/backstage-plugin-flux-common';

/** The objects that a query of the app card names, each written `namespace/name`. */
export function readAppliers(query: FluxAppQuery): AppAppliers {
  const { cluster, kustomizations = [], helmReleases = [] } = query;
  const refs = (kind: string, names: readonly string[]): FluxRef[] =>
    names.map(text => {
      const [namespace, name] = text.split('/');
      return { cluster, kind, namespace, name };
    });
  return {
    cluster,
    kustomizations: refs('Kustomization', kustomizations),
    helmReleases: refs('HelmRelease', helmReleases),
  };
}
