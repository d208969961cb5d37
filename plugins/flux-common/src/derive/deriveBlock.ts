import type { FluxBlock } from '../contract/relation';
import { fluxKey } from '../contract/row';
import type { FluxModel, JudgedFlux } from '../judge/FluxModel';
import { tellBlock } from '../judge/tellBlock';
import { deriveRelation } from './deriveRelation';

/**
 * What stands in the way of an object, as pages show it.
 *
 * @public
 */
export function deriveBlock(
  model: FluxModel,
  { block }: JudgedFlux,
): FluxBlock | undefined {
  if (!block) {
    return undefined;
  }
  const cause = block.path[block.path.length - 1];
  return {
    path: block.path.map(ref => deriveRelation(model, ref)),
    why: block.why,
    sentence: tellBlock(block, model.judged.get(fluxKey(cause))?.message),
  };
}
