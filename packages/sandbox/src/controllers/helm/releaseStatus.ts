import { StoredObject } from '../../kubernetes/ObjectStore';
import {
  Condition,
  withCondition,
  withoutConditions,
} from '../runtime/conditions';
import { REQUESTED_AT } from '../source/sourceStatus';

/** @public */
export const FORCE_AT = 'reconcile.fluxcd.io/forceAt';
/** @public */
export const RESET_AT = 'reconcile.fluxcd.io/resetAt';

type StatusFields = Record<string, unknown>;

/** What a condition says, without when. @public */
export interface Outcome {
  reason: string;
  message: string;
}

function answered({ metadata }: StoredObject): StatusFields {
  const {
    [REQUESTED_AT]: requested,
    [FORCE_AT]: force,
    [RESET_AT]: reset,
  } = metadata.annotations ?? {};
  return {
    ...(requested ? { lastHandledReconcileAt: requested } : {}),
    ...(force && force === requested ? { lastHandledForceAt: force } : {}),
    ...(reset && reset === requested ? { lastHandledResetAt: reset } : {}),
  };
}

/** Sets several conditions, all of this generation. */
function conditionsWith(
  object: StoredObject,
  options: { now: number; drop?: readonly string[]; set: readonly Condition[] },
): Condition[] {
  const observedGeneration = object.metadata.generation;
  return options.set.reduce<Condition[]>(
    (conditions, one) =>
      withCondition(conditions, { ...one, observedGeneration }, options.now),
    withoutConditions(object.status?.conditions, options.drop ?? []),
  );
}

const base = (object: StoredObject, fields: StatusFields) => ({
  observedGeneration: -1,
  ...object.status,
  ...fields,
});

/** An action is under way. @public */
export function runningStatus(
  object: StoredObject,
  message: string,
  options: { now: number; fields?: StatusFields },
) {
  const running = { reason: 'Progressing', message };
  return {
    ...base(object, options.fields ?? {}),
    conditions: conditionsWith(object, {
      now: options.now,
      drop: ['Stalled'],
      set: [
        { type: 'Reconciling', status: 'True', ...running },
        { type: 'Ready', status: 'Unknown', ...running },
      ],
    }),
  };
}

/** The wished release is deployed. @public */
export function releasedStatus(
  object: StoredObject,
  outcome: Outcome,
  options: { now: number; fields?: StatusFields },
) {
  return {
    ...base(object, options.fields ?? {}),
    ...answered(object),
    observedGeneration: object.metadata.generation,
    conditions: conditionsWith(object, {
      now: options.now,
      drop: ['Reconciling', 'Stalled', 'Remediated'],
      set: [
        { type: 'Released', status: 'True', ...outcome },
        { type: 'Ready', status: 'True', ...outcome },
      ],
    }),
  };
}

/** An action failed; what comes next is up to the caller. @public */
export function failedStatus(
  object: StoredObject,
  outcome: Outcome,
  options: { now: number; fields?: StatusFields },
) {
  return {
    ...base(object, options.fields ?? {}),
    ...answered(object),
    conditions: conditionsWith(object, {
      now: options.now,
      drop: ['Remediated'],
      set: [
        { type: 'Released', status: 'False', ...outcome },
        { type: 'Ready', status: 'False', ...outcome },
      ],
    }),
  };
}

/** A failed release was rolled back or uninstalled: what runs is not what is wished. @public */
export function remediatedStatus(
  object: StoredObject,
  outcome: Outcome,
  options: { now: number; fields?: StatusFields },
) {
  return {
    ...base(object, options.fields ?? {}),
    conditions: conditionsWith(object, {
      now: options.now,
      set: [
        { type: 'Remediated', status: 'True', ...outcome },
        { type: 'Ready', status: 'False', ...outcome },
      ],
    }),
  };
}

/** No more attempts until something changes. @public */
export function stalledStatus(
  object: StoredObject,
  outcome: Outcome,
  options: { now: number; fields?: StatusFields },
) {
  return {
    ...base(object, options.fields ?? {}),
    ...answered(object),
    observedGeneration: object.metadata.generation,
    conditions: conditionsWith(object, {
      now: options.now,
      drop: ['Reconciling'],
      set: [{ type: 'Stalled', status: 'True', ...outcome }],
    }),
  };
}

/** Nothing was tried, because something it needs is not there. @public */
export function notReadyStatus(
  object: StoredObject,
  outcome: Outcome,
  options: { now: number; fields?: StatusFields },
) {
  return {
    ...base(object, options.fields ?? {}),
    ...answered(object),
    conditions: conditionsWith(object, {
      now: options.now,
      drop: ['Stalled'],
      set: [
        {
          type: 'Reconciling',
          status: 'True',
          reason: 'ProgressingWithRetry',
          message: outcome.message,
        },
        { type: 'Ready', status: 'False', ...outcome },
      ],
    }),
  };
}
