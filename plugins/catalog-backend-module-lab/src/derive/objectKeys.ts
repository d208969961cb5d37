import type { KubeObject } from '@homestage/backstage-plugin-lab-common';

/** `namespace/name`, as Flux's labels and the tree's chains write it. */
export function nameKey(object: { namespace?: string; name: string }): string {
  return `${object.namespace ?? ''}/${object.name}`;
}

/** The same of an object of a cluster. */
export function liveKey(object: KubeObject): string {
  return nameKey(object.metadata);
}

/** The Flux Kustomization whose labels stand on an object; unset when none does. */
export function appliedBy(object: KubeObject): string | undefined {
  const labels = object.metadata.labels ?? {};
  const name = labels['kustomize.toolkit.fluxcd.io/name'];
  const namespace = labels['kustomize.toolkit.fluxcd.io/namespace'];
  return name && namespace ? `${namespace}/${name}` : undefined;
}
