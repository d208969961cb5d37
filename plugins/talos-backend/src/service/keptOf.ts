import type { TalosResource } from '@homestage/backstage-plugin-talos-common';
import type { ResourceChange } from '@homestage/backstage-plugin-talos-node';

/** A change with what is kept of its resources: the rest is let go at the door. */
export function keptOf(
  change: ResourceChange,
  keep: ((resource: TalosResource) => TalosResource | undefined) | undefined,
): ResourceChange {
  if (!keep || change.kind === 'removed') {
    return change;
  }
  if (change.kind === 'bootstrapped') {
    return {
      kind: 'bootstrapped',
      resources: change.resources.flatMap(resource => keep(resource) ?? []),
    };
  }
  const resource = keep(change.resource);
  return resource
    ? { kind: 'put', resource }
    : { kind: 'removed', id: change.resource.id };
}
