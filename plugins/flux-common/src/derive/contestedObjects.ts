import { objectKey } from '@homestage/backstage-plugin-lab-common';
import type { FluxRef } from '../contract/row';
import type { FluxModel } from '../judge/FluxModel';

/**
 * What more than one object of Flux applies, by key, with all that do: each takes
 * back what the other has changed, and both say that they are ready. One that is
 * suspended or goes applies nothing and does not count.
 */
export function contestedObjects(
  model: FluxModel,
): ReadonlyMap<string, readonly FluxRef[]> {
  const appliers = new Map<string, FluxRef[]>();
  for (const { facts } of model.judged.values()) {
    if (facts.isSuspended || facts.isDeleting || facts.isRemote) {
      continue;
    }
    for (const entry of facts.inventory ?? []) {
      const key = objectKey({ ...entry, cluster: facts.ref.cluster });
      appliers.set(key, [...(appliers.get(key) ?? []), facts.ref]);
    }
  }
  return new Map([...appliers].filter(([, refs]) => refs.length > 1));
}
