import type { KubeObject } from '../kubeObject';
import { formatDuration } from '../units/formatDuration';
import { conditionOf, tellCondition } from './conditions';
import { fieldsOf, numberOf, textOf, timeMsOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/** How long after the end of the grace period a deletion counts as stuck. */
const STUCK_DELETION_MS = 5 * 60_000;

/**
 * What holds for every kind before its own rule is asked: deletion, a spec that
 * was not looked at yet, and the `Reconciling` and `Stalled` conditions, in
 * kstatus's order. Undefined when none of them decides.
 */
export function genericStatus(
  object: KubeObject,
  now: number,
): ObjectStatus | undefined {
  return (
    deletionStatus(object, now) ??
    generationStatus(object) ??
    standardConditionStatus(object)
  );
}

function deletionStatus(
  object: KubeObject,
  now: number,
): ObjectStatus | undefined {
  const metadata = fieldsOf(object.metadata);
  if (!metadata.deletionTimestamp) {
    return undefined;
  }
  // The API server sets deletionTimestamp to the end of the grace period.
  const overdueMs = now - (timeMsOf(metadata.deletionTimestamp) ?? now);
  const finalizers = Array.isArray(metadata.finalizers)
    ? metadata.finalizers.filter(entry => typeof entry === 'string')
    : [];
  const waits = finalizers.length
    ? `, waiting for ${finalizers.join(', ')}`
    : '';
  if (overdueMs > STUCK_DELETION_MS) {
    return statusOf(
      'Terminating',
      `Deletion was asked for ${formatDuration(
        overdueMs,
      )} ago and is not done${waits}`,
      { severity: 'warning', reason: 'DeletionStuck' },
    );
  }
  return statusOf('Terminating', `Is being deleted${waits}`);
}

function generationStatus(object: KubeObject): ObjectStatus | undefined {
  const generation = numberOf(fieldsOf(object.metadata).generation);
  const observed = numberOf(fieldsOf(object.status).observedGeneration);
  // HelmRelease and others write -1 before the first look, which is also "not seen".
  if (generation === undefined || observed === undefined) {
    return undefined;
  }
  if (generation === observed) {
    return undefined;
  }
  return statusOf(
    'InProgress',
    `Its controller has not acted on the latest spec yet (generation ${generation}, observed ${observed})`,
    { reason: 'LatestGenerationNotObserved' },
  );
}

function standardConditionStatus(object: KubeObject): ObjectStatus | undefined {
  const reconciling = conditionOf(object.status, 'Reconciling');
  if (reconciling?.status === 'True') {
    const isRetrying = reconciling.reason === 'ProgressingWithRetry';
    return statusOf(
      'InProgress',
      tellCondition(reconciling, 'Is reconciling'),
      {
        severity: isRetrying ? 'warning' : 'info',
        reason: reconciling.reason,
      },
    );
  }
  const stalled = conditionOf(object.status, 'Stalled');
  if (stalled?.status === 'True') {
    return statusOf('Failed', tellCondition(stalled, 'Is stalled'), {
      reason: textOf(stalled.reason) ?? 'Stalled',
    });
  }
  return undefined;
}
