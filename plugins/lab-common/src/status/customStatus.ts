import type { KubeObject } from '../kubeObject';
import { conditionOf, conditionsOf, tellCondition } from './conditions';
import type { Condition } from './conditions';
import { fieldsOf, listOf, numberOf, textOf } from '../fields';
import type { Fields } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus, ObjectStatusWord } from './statusOf';

/** Conditions that sum an object up, the most telling first. */
const SUMMARY_CONDITIONS = [
  'Ready',
  'Programmed',
  'Available',
  'Accepted',
  'Healthy',
];

/** `status.phase` words of operators (Rook, CDI, KubeVirt, CloudNativePG and others). */
const PHASES: Readonly<Record<string, ObjectStatusWord>> = Object.freeze({
  Active: 'Current',
  Available: 'Current',
  Bound: 'Current',
  Completed: 'Current',
  Deployed: 'Current',
  Ready: 'Current',
  Running: 'Current',
  Succeeded: 'Current',
  Creating: 'InProgress',
  InProgress: 'InProgress',
  Pending: 'InProgress',
  Progressing: 'InProgress',
  Provisioning: 'InProgress',
  Scheduled: 'InProgress',
  Scheduling: 'InProgress',
  Updating: 'InProgress',
  Deleting: 'Terminating',
  Error: 'Failed',
  Failed: 'Failed',
  Failure: 'Failed',
});

/** Argo CD's health words (`status.health.status`). */
const HEALTH: Readonly<Record<string, ObjectStatusWord>> = Object.freeze({
  Healthy: 'Current',
  Progressing: 'InProgress',
  Missing: 'InProgress',
  Degraded: 'Failed',
});

/**
 * Status of a kind without a rule of its own: by the condition that sums it up,
 * else by the state its parents report (Gateway API routes), else by a health
 * word or a phase.
 * Undefined when its status holds none of these.
 */
export function customStatus(object: KubeObject): ObjectStatus | undefined {
  const status = fieldsOf(object.status);
  return (
    summaryStatus(object) ??
    parentsStatus(status) ??
    wordStatus(fieldsOf(status.health), { field: 'status', words: HEALTH }) ??
    wordStatus(status, { field: 'phase', words: PHASES })
  );
}

function summaryStatus(object: KubeObject): ObjectStatus | undefined {
  for (const type of SUMMARY_CONDITIONS) {
    const condition = conditionOf(object.status, type);
    if (condition) {
      return byCondition(
        condition,
        numberOf(fieldsOf(object.metadata).generation),
      );
    }
  }
  return undefined;
}

function byCondition(
  condition: Condition,
  generation: number | undefined,
): ObjectStatus {
  const { observedGeneration, reason, type } = condition;
  if (
    generation !== undefined &&
    observedGeneration !== undefined &&
    observedGeneration < generation
  ) {
    return statusOf(
      'InProgress',
      `${type} is about an older spec (generation ${observedGeneration} of ${generation})`,
      {
        reason: 'LatestGenerationNotObserved',
      },
    );
  }
  switch (condition.status) {
    case 'True':
      return statusOf('Current', tellCondition(condition, type));
    case 'False':
      return statusOf('InProgress', tellCondition(condition, `Not ${type}`), {
        severity: 'warning',
        reason,
      });
    default:
      return statusOf(
        'InProgress',
        tellCondition(condition, `${type} is not known`),
        {
          severity: 'unknown',
          reason,
        },
      );
  }
}

/** HTTPRoute and its kin: one set of conditions for each Gateway they attach to. */
function parentsStatus(status: Fields): ObjectStatus | undefined {
  const parents = listOf(status.parents);
  if (parents.length === 0) {
    return undefined;
  }
  for (const parent of parents) {
    const bad = conditionsOf(parent).find(
      condition => condition.status !== 'True',
    );
    if (bad) {
      const gateway = textOf(fieldsOf(parent.parentRef).name) ?? 'its parent';
      return statusOf(
        'InProgress',
        `${gateway}: ${tellCondition(bad, `not ${bad.type}`)}`,
        {
          severity: 'warning',
          reason: bad.reason,
        },
      );
    }
  }
  const isAccepted = parents.every(parent => conditionOf(parent, 'Accepted'));
  return isAccepted
    ? statusOf('Current', 'Accepted by all its parents')
    : statusOf('Unknown', 'A parent does not say whether it accepts it');
}

function wordStatus(
  fields: Fields,
  options: { field: string; words: Readonly<Record<string, ObjectStatusWord>> },
): ObjectStatus | undefined {
  const told = textOf(fields[options.field]);
  if (!told) {
    return undefined;
  }
  const word = Object.hasOwn(options.words, told)
    ? options.words[told]
    : 'Unknown';
  return statusOf(word, textOf(fields.message) ?? `It reports ${told}`, {
    reason: word === 'Current' ? undefined : told,
  });
}
