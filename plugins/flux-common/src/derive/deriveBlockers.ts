import { fluxKey, formatShortRef, type FluxRef } from '../contract/row';
import type { FluxSummary } from '../contract/summary';
import type { Block } from '../judge/findBlock';
import type { FluxModel } from '../judge/FluxModel';
import { tellBlock } from '../judge/tellBlock';
import { deriveRelation } from './deriveRelation';

/**
 * The root causes with everything they hold up, most first.
 *
 * @public
 */
export function deriveBlockers(model: FluxModel): FluxSummary['blockers'] {
  const causes = new Map<
    string,
    { ref: FluxRef; block: Block; blocks: string[] }
  >();
  for (const { facts, status, block } of model.judged.values()) {
    if (!block || status !== 'Blocked') {
      continue;
    }
    const ref = block.path[block.path.length - 1];
    const key = fluxKey(ref);
    const known = causes.get(key) ?? { ref, block, blocks: [] };
    known.blocks.push(formatShortRef(facts.ref));
    causes.set(key, known);
  }
  return [...causes]
    .map(([key, { ref, block, blocks }]) => ({
      cause: deriveRelation(model, ref),
      sentence: tellBlock(block, model.judged.get(key)?.message),
      blocks,
    }))
    .sort((a, b) => b.blocks.length - a.blocks.length);
}
