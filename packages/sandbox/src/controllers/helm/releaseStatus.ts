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

/** Not failures: something else has to come first. */
export const WAITING_REASONS: readonly string[] = [
  'DependencyNotReady',
  'SourceNotReady',
];

/** What helm-controller says of itself all the while it waits for others. */
const WAITING: Outcome = {
  reason: 'Progressing',
  message: 'Fulfilling prerequisites',
};

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

/** When, and what else the status says. */
interface StatusOptions {
  now: number;
  fields?: StatusFields;
}

/** How a status differs from the last one. */
interface StatusChange {
  /** Types of conditions that no longer hold. */
  drop?: readonly string[];
  set: readonly Condition[];
  /** Whether the requests in the annotations are answered by it. */
  isAnswer?: boolean;
  /** Whether this generation needs no more work. */
  isFinal?: boolean;
}

function statusWith(
  object: StoredObject,
  { now, fields }: StatusOptions,
  { drop = [], set, isAnswer = false, isFinal = false }: StatusChange,
) {
  const observedGeneration = object.metadata.generation;
  return {
    observedGeneration: -1,
    ...object.status,
    ...fields,
    ...(isAnswer ? answered(object) : {}),
    ...(isFinal ? { observedGeneration } : {}),
    conditions: set.reduce<Condition[]>(
      (conditions, one) =>
        withCondition(conditions, { ...one, observedGeneration }, now),
      withoutConditions(object.status?.conditions, drop),
    ),
  };
}

/** An action is under way. @public */
export function runningStatus(
  object: StoredObject,
  message: string,
  options: StatusOptions,
) {
  const running = { reason: 'Progressing', message };
  return statusWith(object, options, {
    drop: ['Stalled'],
    set: [
      { type: 'Reconciling', status: 'True', ...running },
      { type: 'Ready', status: 'Unknown', ...running },
    ],
  });
}

/** The wished release is deployed. @public */
export function releasedStatus(
  object: StoredObject,
  outcome: Outcome,
  options: StatusOptions,
) {
  return statusWith(object, options, {
    drop: ['Reconciling', 'Stalled', 'Remediated'],
    set: [
      { type: 'Released', status: 'True', ...outcome },
      { type: 'Ready', status: 'True', ...outcome },
    ],
    isAnswer: true,
    isFinal: true,
  });
}

/** An action failed; what comes next is up to the caller. @public */
export function failedStatus(
  object: StoredObject,
  outcome: Outcome,
  options: StatusOptions,
) {
  return statusWith(object, options, {
    drop: ['Remediated'],
    set: [
      { type: 'Released', status: 'False', ...outcome },
      { type: 'Ready', status: 'False', ...outcome },
    ],
    isAnswer: true,
  });
}

/** A failed release was rolled back or uninstalled: what runs is not what is wished. @public */
export function remediatedStatus(
  object: StoredObject,
  outcome: Outcome,
  options: StatusOptions,
) {
  return statusWith(object, options, {
    set: [
      { type: 'Remediated', status: 'True', ...outcome },
      { type: 'Ready', status: 'False', ...outcome },
    ],
  });
}

/** No more attempts until something changes. @public */
export function stalledStatus(
  object: StoredObject,
  outcome: Outcome,
  options: StatusOptions,
) {
  return statusWith(object, options, {
    drop: ['Reconciling'],
    set: [{ type: 'Stalled', status: 'True', ...outcome }],
    isAnswer: true,
    isFinal: true,
  });
}

/** Nothing was tried, because something it needs is not there. @public */
export function notReadyStatus(
  object: StoredObject,
  outcome: Outcome,
  options: StatusOptions,
) {
  const progress = WAITING_REASONS.includes(outcome.reason)
    ? WAITING
    : { reason: 'ProgressingWithRetry', message: outcome.message };
  return statusWith(object, options, {
    drop: ['Stalled'],
    set: [
      { type: 'Reconciling', status: 'True', ...progress },
      { type: 'Ready', status: 'False', ...outcome },
    ],
    isAnswer: true,
  });
}
