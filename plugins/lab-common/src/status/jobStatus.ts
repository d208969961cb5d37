import type { KubeObject } from '../kubeObject';
import { formatDuration } from '../units/formatDuration';
import { conditionOf, tellCondition } from './conditions';
import { fieldsOf, listOf, numberOf, timeMsOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/**
 * Status of a Job. As Flux's own job reader does, and unlike kstatus, a job that
 * merely runs is not yet `Current`.
 */
export function jobStatus(object: KubeObject): ObjectStatus {
  const status = fieldsOf(object.status);
  const failed = ['Failed', 'FailureTarget']
    .map(type => conditionOf(status, type))
    .find(condition => condition?.status === 'True');
  if (failed) {
    return statusOf('Failed', tellCondition(failed, 'The job has failed'), {
      reason: failed.reason ?? 'JobFailed',
    });
  }
  if (conditionOf(status, 'Complete')?.status === 'True') {
    return statusOf(
      'Current',
      `Completed, ${numberOf(status.succeeded) ?? 0} succeeded`,
    );
  }
  if (fieldsOf(object.spec).suspend === true) {
    return statusOf('InProgress', 'The job is suspended', {
      reason: 'JobSuspended',
    });
  }
  const failures = numberOf(status.failed) ?? 0;
  if (timeMsOf(status.startTime) === undefined) {
    return statusOf('InProgress', 'The job has not started', {
      reason: 'JobNotStarted',
    });
  }
  return statusOf(
    'InProgress',
    `Runs: ${numberOf(status.active) ?? 0} active, ${failures} failed so far`,
    { severity: failures > 0 ? 'warning' : 'info', reason: 'JobInProgress' },
  );
}

/** Status of a CronJob: what its own fields tell about the last run. */
export function cronJobStatus(object: KubeObject, now: number): ObjectStatus {
  const status = fieldsOf(object.status);
  if (fieldsOf(object.spec).suspend === true) {
    return statusOf('Current', 'It is suspended', {
      severity: 'info',
      reason: 'CronJobSuspended',
    });
  }
  const scheduledAt = timeMsOf(status.lastScheduleTime);
  if (scheduledAt === undefined) {
    return statusOf('Current', 'It has not run yet', {
      severity: 'info',
      reason: 'NotRunYet',
    });
  }
  if (listOf(status.active).length > 0) {
    return statusOf(
      'Current',
      `Runs now, since ${formatDuration(now - scheduledAt)}`,
    );
  }
  const succeededAt = timeMsOf(status.lastSuccessfulTime);
  if (succeededAt === undefined || succeededAt < scheduledAt) {
    return statusOf(
      'Current',
      `The run of ${formatDuration(now - scheduledAt)} ago did not succeed`,
      { severity: 'warning', reason: 'LastRunFailed' },
    );
  }
  return statusOf(
    'Current',
    `Last run succeeded ${formatDuration(now - succeededAt)} ago`,
  );
}
