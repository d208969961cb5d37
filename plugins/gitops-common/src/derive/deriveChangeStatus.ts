import type { ChangeLeg, ChangeRow } from '../contract/change';

/**
 * Where a change stands. An open one: what keeps it from being merged; `open`
 * when nothing is known against it and no check speaks for it. A merged one: how
 * far it came on its way to the cluster.
 *
 * @public
 */
export type ChangeStatus =
  | 'conflict'
  | 'stuck'
  | 'checks-failed'
  | 'arrival-unknown'
  | 'checks-running'
  | 'open'
  | 'checked'
  | 'merged'
  | 'arriving'
  | 'arrived';

/**
 * All statuses, in the order in which people want to see them.
 *
 * @public
 */
export const CHANGE_STATUSES: readonly ChangeStatus[] = [
  'conflict',
  'stuck',
  'checks-failed',
  'arrival-unknown',
  'checks-running',
  'open',
  'checked',
  'merged',
  'arriving',
  'arrived',
];

const OF_CHECKS: Readonly<Record<ChangeRow['checks'], ChangeStatus>> = {
  failure: 'checks-failed',
  pending: 'checks-running',
  unknown: 'open',
  success: 'checked',
};

/** The worst leg decides. What nothing brings to the cluster is merged, and no more. */
const OF_LEGS: readonly [ChangeLeg['state'], ChangeStatus][] = [
  ['stuck', 'stuck'],
  ['unknown', 'arrival-unknown'],
  ['waiting', 'arriving'],
  ['none', 'merged'],
];

/**
 * The status of a change. Of an open one a conflict outweighs every check:
 * checks of a branch that cannot be merged say nothing about what would be
 * merged. A merged one of which no leg is told is not known to have arrived.
 *
 * @public
 */
export function deriveChangeStatus(
  row: Pick<ChangeRow, 'checks' | 'isMergeable' | 'state' | 'legs'>,
): ChangeStatus {
  if (row.state === 'merged') {
    return statusOfLegs(row.legs ?? []);
  }
  return row.isMergeable === false ? 'conflict' : OF_CHECKS[row.checks];
}

function statusOfLegs(legs: readonly ChangeLeg[]): ChangeStatus {
  const found = OF_LEGS.find(([state]) =>
    legs.some(leg => leg.state === state),
  );
  return found?.[1] ?? (legs.length > 0 ? 'arrived' : 'arrival-unknown');
}
