import {
  fieldsOf,
  objectKey,
  refOf,
  textOf,
  type KubeObject,
  type ObjectRef,
} from '@homestage/backstage-plugin-lab-common';
import type { AppObject } from '../contract/app';
import { isFluxKind } from '../kinds/fluxKinds';
import type { FluxModel } from '../judge/FluxModel';
import type { FluxFacts } from '../read/FluxFacts';
import { deriveLeaf, deriveLeafOf } from './deriveLeaf';
import { inventoryOf } from './inventoryOf';
import type { ObjectLookup } from './ObjectLookup';

interface Gathering {
  readonly model: FluxModel;
  readonly lookup: ObjectLookup;
  readonly now: number;
  /** By id, so that what two appliers list is shown once. */
  readonly found: Map<string, AppObject>;
}

/**
 * Every object that the appliers applied, down to the leaves, and what those
 * own: the ReplicaSets and Pods of a Deployment. The Flux objects on the way are
 * left out; the card names them apart.
 */
export function deriveAppObjects(
  model: FluxModel,
  appliers: readonly FluxFacts[],
  options: { lookup: ObjectLookup; now: number },
): AppObject[] {
  const gathering: Gathering = { ...options, model, found: new Map() };
  const visited = new Set<string>();
  for (const facts of appliers) {
    gather(facts, gathering, visited);
  }
  return [...gathering.found.values()];
}

function gather(
  facts: FluxFacts,
  gathering: Gathering,
  visited: Set<string>,
): void {
  if (visited.has(facts.key)) {
    return;
  }
  visited.add(facts.key);
  for (const entry of inventoryOf(facts, gathering.lookup)) {
    const ref: ObjectRef = { ...entry, cluster: facts.ref.cluster };
    const below = isFluxKind(ref)
      ? gathering.model.judged.get(objectKey(ref))?.facts
      : undefined;
    if (below && !facts.isRemote) {
      gather(below, gathering, visited);
      continue;
    }
    const leaf = deriveLeaf(ref, { ...gathering, isRemote: facts.isRemote });
    gathering.found.set(leaf.id, leaf);
    if (!leaf.note) {
      const { object } = gathering.lookup.find(ref);
      gatherOwned(object, { gathering, owner: ref });
    }
  }
}

function gatherOwned(
  object: KubeObject | undefined,
  { gathering, owner }: { gathering: Gathering; owner: ObjectRef },
): void {
  const uid = object?.metadata.uid;
  const owned = uid ? gathering.lookup.ownedBy(owner.cluster, uid) : [];
  for (const child of owned) {
    const ref = refOf(owner.cluster, child);
    const { state } = gathering.lookup.find(ref);
    const id = objectKey(ref);
    // An object that is its own ancestor would otherwise never end.
    if (gathering.found.has(id) || isEmptyRevision(child)) {
      continue;
    }
    const node = textOf(fieldsOf(child.spec).nodeName);
    gathering.found.set(id, {
      ...deriveLeafOf(child, { ref, state, now: gathering.now }),
      owner: objectKey(owner),
      ...(child.kind === 'Pod' && node ? { node } : {}),
    });
    gatherOwned(child, { gathering, owner: ref });
  }
}

/** A ReplicaSet of an older revision, scaled to nothing and kept for rollbacks. */
function isEmptyRevision(object: KubeObject): boolean {
  return object.kind === 'ReplicaSet' && fieldsOf(object.spec).replicas === 0;
}
