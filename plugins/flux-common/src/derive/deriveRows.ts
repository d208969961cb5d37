import { formatShortRef, type FluxRow } from '../contract/row';
import type { FluxModel, JudgedFlux } from '../judge/FluxModel';
import { shortFluxRevision } from '../revision/parseFluxRevision';
import { shorten } from './shorten';

const MAX_MESSAGE = 120;

/**
 * The rows of the list, in the order of the model. What is absent or follows
 * from other fields is left out, to keep a row near 300 bytes.
 *
 * @public
 */
export function deriveRows(model: FluxModel): FluxRow[] {
  return [...model.judged.values()].map(deriveRow);
}

/**
 * The row of one object.
 *
 * @public
 */
export function deriveRow(judged: JudgedFlux): FluxRow {
  const { facts, status, message, since, block, lastKnown } = judged;
  const { ref, revision, source, isSuspended, reconciledAt, inventory } = facts;
  const cause = block?.path[block.path.length - 1];
  return {
    ...ref,
    status,
    ...(message && status !== 'Ready'
      ? { message: shorten(message, MAX_MESSAGE) }
      : {}),
    ...(revision ? { revision: shortFluxRevision(revision) } : {}),
    ...(source ? { source: formatShortRef(source) } : {}),
    ...(isSuspended ? { suspended: true as const } : {}),
    ...(since ? { since } : {}),
    ...(reconciledAt ? { reconciledAt } : {}),
    ...(inventory ? { objects: inventory.length } : {}),
    ...(cause ? { blockedBy: formatShortRef(cause) } : {}),
    ...(lastKnown ? { lastKnown } : {}),
  };
}
