import {
  formatKindRef,
  objectKey,
  type KindRef,
} from '@homestage/backstage-plugin-lab-common';
import { fluxKey, type FluxRef } from '../contract/row';
import { isFluxKind } from '../kinds/fluxKinds';
import type { FluxModel } from '../judge/FluxModel';
import { isNeverRead } from './deriveLeaf';
import { lacksInventory, RELEASE_KINDS } from './inventoryOf';

/**
 * The kinds that have to be read to show everything the given objects applied,
 * down to the leaves. Kinds of Flux are left out, they are read anyway; Secrets
 * are left out, they are never read.
 *
 * @public
 */
export function inventoryKinds(
  model: FluxModel,
  refs: readonly FluxRef[],
): KindRef[] {
  const kinds = new Map<string, KindRef>();
  const visited = new Set<string>();
  const queue = refs.map(fluxKey);
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const facts = visited.has(key) ? undefined : model.judged.get(key)?.facts;
    visited.add(key);
    if (!facts || facts.isRemote) {
      continue;
    }
    if (lacksInventory(facts)) {
      RELEASE_KINDS.forEach(kind => kinds.set(formatKindRef(kind), kind));
    }
    for (const entry of facts.inventory ?? []) {
      const { group, kind } = entry;
      if (isFluxKind(entry)) {
        queue.push(objectKey({ ...entry, cluster: facts.ref.cluster }));
      } else if (!isNeverRead(entry)) {
        kinds.set(formatKindRef(entry), { group, kind });
      }
    }
  }
  return [...kinds.values()];
}
