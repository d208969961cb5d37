import type { ChangeRow } from '../contract/change';

/**
 * Where an open pull request stands: what keeps it from being merged, worst
 * first; `open` when nothing is known against it and no check speaks for it.
 *
 * @public
 */
export type ChangeStatus =
  | 'conflict'
  | 'checks-failed'
  | 'checks-running'
  | 'open'
  | 'checked';

/**
 * All statuses, in the order in which people want to see them.
 *
 * @public
 */
export const CHANGE_STATUSES: readonly ChangeStatus[] = [
  'conflict',
  'checks-failed',
  'checks-running',
  'open',
  'checked',
];

const OF_CHECKS: Readonly<Record<ChangeRow['checks'], ChangeStatus>> = {
  failure: 'checks-failed',
  pending: 'checks-running',
  unknown: 'open',
  success: 'checked',
};

/**
 * The status of an open pull request. A conflict outweighs every check: checks
 * of a branch that cannot be merged say nothing about what would be merged.
 *
 * @public
 */
export function deriveChangeStatus(
  row: Pick<ChangeRow, 'checks' | 'isMergeable'>,
): ChangeStatus {
  return row.isMergeable === false ? 'conflict' : OF_CHECKS[row.checks];
}
