import type { Entity } from '@backstage/catalog-model';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import type { FluxAppRef } from '@homestage/backstage-plugin-flux-common';

function names(text: string | undefined): string[] | undefined {
  const list = text
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean);
  return list?.length ? list : undefined;
}

/**
 * What applies the entity, from its annotations; undefined when they do not say,
 * or name no cluster.
 */
export function appRef(entity: Entity): FluxAppRef | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const cluster = annotations[LAB_ANNOTATIONS.cluster];
  const kustomizations = names(annotations[LAB_ANNOTATIONS.kustomizations]);
  const helmReleases = names(annotations[LAB_ANNOTATIONS.helmReleases]);
  return cluster && (kustomizations || helmReleases)
    ? { cluster, kustomizations, helmReleases }
    : undefined;
}

/** Whether Flux applies the entity, as the catalog knows it. */
export function isAppliedByFlux(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return Boolean(
    annotations[LAB_ANNOTATIONS.kustomizations] ||
      annotations[LAB_ANNOTATIONS.helmReleases],
  );
}
