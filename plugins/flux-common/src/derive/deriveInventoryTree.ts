import {
  compareSeverity,
  objectKey,
  type ObjectRef,
} from '@homestage/backstage-plugin-lab-common';
import { fluxKey, type FluxRef } from '../contract/row';
import type { TreeNode } from '../contract/tree';
import { isFluxKind } from '../kinds/fluxKinds';
import type { FluxModel, JudgedFlux } from '../judge/FluxModel';
import { shortFluxRevision } from '../revision/parseFluxRevision';
import { fluxSeverity } from '../status/fluxStatus';
import { addCounts, countSeverities } from './countSeverities';
import { contestedObjects } from './contestedObjects';
import { deriveLeaf, type Leaf } from './deriveLeaf';
import { inventoryOf } from './inventoryOf';
import type { ObjectLookup } from './ObjectLookup';
import { shorten } from './shorten';

const MAX_MESSAGE = 240;

/**
 * Options of {@link deriveInventoryTree}.
 *
 * @public
 */
export interface InventoryTreeOptions {
  readonly lookup: ObjectLookup;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Everything an object applied, and what that applied, down to the leaves:
 * across Kustomizations, HelmReleases and ResourceSets, by the inventories that
 * the controllers write. No Secret is read, also not Helm's. Children are
 * ordered failing first, then by kind, namespace and name.
 *
 * Undefined when the model has no such object.
 *
 * @public
 */
export function deriveInventoryTree(
  model: FluxModel,
  ref: FluxRef,
  options: InventoryTreeOptions,
): TreeNode | undefined {
  const judged = model.judged.get(fluxKey(ref));
  return judged
    ? growFlux(judged, {
        ...options,
        model,
        contested: contestedObjects(model),
        above: new Set(),
        isRemote: false,
      })
    : undefined;
}

interface Growth extends InventoryTreeOptions {
  readonly model: FluxModel;
  readonly contested: ReturnType<typeof contestedObjects>;
  /** Keys from the root down to here. */
  readonly above: ReadonlySet<string>;
  readonly isRemote: boolean;
}

function growFlux(judged: JudgedFlux, growth: Growth): TreeNode {
  const { facts } = judged;
  const inner: Growth = {
    ...growth,
    above: new Set([...growth.above, facts.key]),
    isRemote: growth.isRemote || facts.isRemote,
  };
  const children = inventoryOf(facts, growth.lookup)
    .map(entry => ({ ...entry, cluster: facts.ref.cluster }))
    .filter(entry => objectKey(entry) !== facts.key)
    .map(entry => growEntry(entry, inner));
  return node(contest(fluxLeaf(judged), growth), {
    fluxStatus: judged.status,
    ...(facts.revision ? { revision: shortFluxRevision(facts.revision) } : {}),
    children: children.sort(byUrgency),
  });
}

function growEntry(ref: ObjectRef, growth: Growth): TreeNode {
  const key = objectKey(ref);
  const judged =
    isFluxKind(ref) && !growth.isRemote
      ? growth.model.judged.get(key)
      : undefined;
  if (!judged) {
    return node(contest(deriveLeaf(ref, growth), growth), { children: [] });
  }
  if (growth.above.has(key)) {
    const leaf: Leaf = { ...fluxLeaf(judged), note: 'cycle' };
    return node(leaf, { fluxStatus: judged.status, children: [] });
  }
  return growFlux(judged, growth);
}

/** Two that apply the same are worth a warning, however well it goes right now. */
function contest(leaf: Leaf, { contested, isRemote }: Growth): Leaf {
  const appliers = isRemote ? undefined : contested.get(leaf.id);
  if (!appliers || leaf.note) {
    return leaf;
  }
  const names = appliers.map(
    ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
  );
  return {
    ...leaf,
    severity:
      compareSeverity(leaf.severity, 'warning') < 0 ? 'warning' : leaf.severity,
    note: 'contested',
    message: `${names.join(
      ' and ',
    )} apply it, and each takes back what the other changes: leave it to one of them`,
  };
}

function fluxLeaf({ facts, status, message }: JudgedFlux): Leaf {
  const { ref, kind, key } = facts;
  return {
    id: key,
    group: kind.group,
    kind: kind.kind,
    namespace: ref.namespace,
    name: ref.name,
    status,
    severity: fluxSeverity(status),
    ...(message && status !== 'Ready'
      ? { message: shorten(message, MAX_MESSAGE) }
      : {}),
  };
}

function node(
  leaf: Leaf,
  rest: Pick<TreeNode, 'fluxStatus' | 'revision' | 'children'>,
): TreeNode {
  return {
    ...leaf,
    ...rest,
    isFailing:
      leaf.severity === 'error' ||
      leaf.severity === 'warning' ||
      rest.children.some(child => child.isFailing),
    counts: addCounts([
      countSeverities([leaf.severity]),
      ...rest.children.map(child => child.counts),
    ]),
  };
}

function byUrgency(a: TreeNode, b: TreeNode): number {
  return (
    Number(b.isFailing) - Number(a.isFailing) ||
    a.kind.localeCompare(b.kind) ||
    (a.namespace ?? '').localeCompare(b.namespace ?? '') ||
    a.name.localeCompare(b.name)
  );
}
