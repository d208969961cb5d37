import type { KubeObject } from '../kubeObject';
import { formatDuration } from '../units/formatDuration';
import { conditionOf, tellCondition } from './conditions';
import { containerTrouble } from './containerTrouble';
import { fieldsOf, listOf, textOf, timeMsOf } from '../fields';
import type { Fields } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/**
 * How long a pod may wait for a node before that counts as failed. kstatus has
 * the same 15 s: long enough for an autoscaler's or scheduler's retry.
 */
const SCHEDULE_WINDOW_MS = 15_000;

/** After this a pod that is still being made is worth a look: most images are pulled by then. */
const SLOW_START_MS = 10 * 60_000;

/** Status of a Pod: kstatus's rule, and pods that no scheduler ever looked at. */
export function podStatus(object: KubeObject, now: number): ObjectStatus {
  const status = fieldsOf(object.status);
  switch (textOf(status.phase)) {
    case 'Succeeded':
      return statusOf('Current', 'All containers ended well', {
        reason: 'PodCompleted',
      });
    case 'Failed':
      return statusOf('Failed', failureOf(status), {
        reason: textOf(status.reason) ?? 'PodFailed',
      });
    case 'Running':
      return runningStatus(status);
    case 'Pending':
      return pendingStatus(object, now);
    default:
      return statusOf('Unknown', 'The pod reports no phase that is known');
  }
}

function failureOf(status: Fields): string {
  const told = textOf(status.message);
  if (told) {
    return told;
  }
  for (const container of listOf(status.containerStatuses)) {
    const ended = fieldsOf(fieldsOf(container.state).terminated);
    if (typeof ended.exitCode === 'number' && ended.exitCode !== 0) {
      return `Container ${textOf(container.name) ?? '?'} ended with exit code ${
        ended.exitCode
      }`;
    }
  }
  return 'The pod has failed';
}

function troubleStatus(status: Fields): ObjectStatus | undefined {
  const trouble = containerTrouble(status);
  if (!trouble) {
    return undefined;
  }
  const restarts = trouble.restarts ? `, ${trouble.restarts} restarts` : '';
  const message = trouble.message ? `: ${trouble.message}` : '';
  return statusOf(
    'Failed',
    `Container ${trouble.container} is in ${trouble.reason}${restarts}${message}`,
    { reason: trouble.reason },
  );
}

function runningStatus(status: Fields): ObjectStatus {
  const trouble = troubleStatus(status);
  if (trouble) {
    return trouble;
  }
  const ready = conditionOf(status, 'Ready');
  if (!ready) {
    return statusOf(
      'Unknown',
      'The pod runs but does not say whether it is ready',
    );
  }
  if (ready.status === 'True') {
    return statusOf('Current', 'Running and ready');
  }
  if (ready.status === 'Unknown') {
    return statusOf('Unknown', tellCondition(ready, 'Readiness is not known'), {
      reason: ready.reason,
    });
  }
  return statusOf('InProgress', tellCondition(ready, 'Runs but is not ready'), {
    severity: 'warning',
    reason: ready.reason ?? 'NotReady',
  });
}

function pendingStatus(object: KubeObject, now: number): ObjectStatus {
  const scheduled = conditionOf(object.status, 'PodScheduled');
  const createdAt = timeMsOf(fieldsOf(object.metadata).creationTimestamp);
  const ageMs = now - (createdAt ?? now);
  if (scheduled?.status !== 'True' && !isBound(object)) {
    const waitedMs = scheduled?.changedAt ? now - scheduled.changedAt : ageMs;
    return unscheduledStatus(
      scheduled
        ? tellCondition(scheduled, 'No node was found for it')
        : undefined,
      { waitedMs, reason: scheduled?.reason },
    );
  }
  const trouble = troubleStatus(fieldsOf(object.status));
  if (trouble) {
    return trouble;
  }
  return statusOf(
    'InProgress',
    `Its containers are being made for ${formatDuration(ageMs)}`,
    {
      severity: ageMs > SLOW_START_MS ? 'warning' : 'info',
      reason: 'ContainerCreating',
    },
  );
}

function isBound(object: KubeObject): boolean {
  return textOf(fieldsOf(object.spec).nodeName) !== undefined;
}

function unscheduledStatus(
  told: string | undefined,
  options: { waitedMs: number; reason?: string },
): ObjectStatus {
  const why = told ?? 'No scheduler has looked at it';
  const reason = options.reason ?? 'NotScheduled';
  // A scheduling gate is a wish of its owner, not a fault of the cluster.
  if (reason === 'SchedulingGated') {
    return statusOf('InProgress', why, { reason });
  }
  if (options.waitedMs <= SCHEDULE_WINDOW_MS) {
    return statusOf('InProgress', `Waits for a node: ${why}`, { reason });
  }
  return statusOf(
    'Failed',
    `No node for ${formatDuration(options.waitedMs)}: ${why}`,
    { reason },
  );
}
