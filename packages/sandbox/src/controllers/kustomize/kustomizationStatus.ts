import { StoredObject } from '../../kubernetes/ObjectStore';
import { withCondition, withoutConditions } from '../runtime/conditions';
import { REQUESTED_AT } from '../source/sourceStatus';
import { InventoryEntry } from './inventory';
import { HistoryEntry } from './reconcileHistory';

/** The parts of the status a step may change. @public */
export interface StatusChange {
  inventory?: readonly InventoryEntry[];
  history?: readonly HistoryEntry[];
  lastAttemptedRevision?: string;
  lastAppliedRevision?: string;
}

const answered = (object: StoredObject) => {
  const requestedAt = object.metadata.annotations?.[REQUESTED_AT];
  return requestedAt ? { lastHandledReconcileAt: requestedAt } : {};
};

function merged(object: StoredObject, change: StatusChange) {
  const { inventory, ...rest } = change;
  return {
    observedGeneration: -1,
    ...object.status,
    ...(inventory ? { inventory: { entries: inventory } } : {}),
    ...rest,
  };
}

/** While it is being worked on: `message` says with what. @public */
export function progressingStatus(
  object: StoredObject,
  message: string,
  options: { now: number; change?: StatusChange },
) {
  const { now, change = {} } = options;
  const seen = {
    reason: 'Progressing',
    observedGeneration: object.metadata.generation,
  };
  let conditions = withCondition(
    object.status?.conditions,
    { type: 'Reconciling', status: 'True', message, ...seen },
    now,
  );
  conditions = withCondition(
    conditions,
    {
      type: 'Ready',
      status: 'Unknown',
      message: 'Reconciliation in progress',
      ...seen,
    },
    now,
  );
  return { ...merged(object, change), conditions };
}

/**
 * After a failure. The generation is not observed, as with the real controller:
 * kstatus then calls the object in progress, and it is tried again.
 * @public
 */
export function failedStatus(
  object: StoredObject,
  failure: { reason: string; message: string },
  options: { now: number; change?: StatusChange },
) {
  const { now, change = {} } = options;
  const seen = { observedGeneration: object.metadata.generation };
  let conditions = withCondition(
    object.status?.conditions,
    {
      type: 'Reconciling',
      status: 'True',
      reason: 'ProgressingWithRetry',
      message: 'Detecting drift and retrying after a failure',
      ...seen,
    },
    now,
  );
  conditions = withCondition(
    conditions,
    { type: 'Ready', status: 'False', ...failure, ...seen },
    now,
  );
  if (failure.reason === 'HealthCheckFailed') {
    conditions = withCondition(
      conditions,
      { type: 'Healthy', status: 'False', ...failure, ...seen },
      now,
    );
  }
  return { ...merged(object, change), ...answered(object), conditions };
}

/** After a success; `health` is the sentence of the health check, if there was one. @public */
export function readyStatus(
  object: StoredObject,
  applied: { revision: string; health?: string },
  options: { now: number; change?: StatusChange },
) {
  const { now, change = {} } = options;
  const seen = { observedGeneration: object.metadata.generation };
  let conditions = withoutConditions(object.status?.conditions, [
    'Reconciling',
    'Stalled',
    ...(applied.health ? [] : ['Healthy']),
  ]);
  const message = `Applied revision: ${applied.revision}`;
  conditions = withCondition(
    conditions,
    {
      type: 'Ready',
      status: 'True',
      reason: 'ReconciliationSucceeded',
      message,
      ...seen,
    },
    now,
  );
  if (applied.health) {
    conditions = withCondition(
      conditions,
      {
        type: 'Healthy',
        status: 'True',
        reason: 'Succeeded',
        message: applied.health,
        ...seen,
      },
      now,
    );
  }
  return {
    ...merged(object, change),
    ...answered(object),
    observedGeneration: object.metadata.generation,
    conditions,
  };
}
