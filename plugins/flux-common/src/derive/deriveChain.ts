import type { FluxRelation } from '../contract/relation';
import { fluxKey, type FluxRef } from '../contract/row';
import type { FluxModel } from '../judge/FluxModel';
import type { FluxFacts } from '../read/FluxFacts';
import { deriveRelation } from './deriveRelation';

/**
 * What applies an object, and where the chain begins.
 *
 * @public
 */
export interface FluxChain {
  /** Nearest first, up to the root. */
  readonly appliedBy: FluxRelation[];
  /** Source of the root, or of the object itself when nobody applies it. */
  readonly rootSource?: FluxRelation;
}

/**
 * Walks the labels that the controllers write, upward to the root and to its
 * source. Stops at an object that is not in the cluster and at a circle.
 *
 * @public
 */
export function deriveChain(model: FluxModel, facts: FluxFacts): FluxChain {
  const appliedBy: FluxRef[] = [];
  const seen = new Set([facts.key]);
  let top = facts;
  let parent = facts.parent;
  while (parent && !seen.has(fluxKey(parent))) {
    seen.add(fluxKey(parent));
    appliedBy.push(parent);
    const found = model.judged.get(fluxKey(parent))?.facts;
    top = found ?? top;
    parent = found?.parent;
  }
  return {
    appliedBy: appliedBy.map(ref => deriveRelation(model, ref)),
    ...(top.source ? { rootSource: deriveRelation(model, top.source) } : {}),
  };
}
