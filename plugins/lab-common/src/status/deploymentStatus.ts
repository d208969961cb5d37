import type { KubeObject } from '../kubeObject';
import { conditionOf, tellCondition } from './conditions';
import type { Condition } from './conditions';
import { fieldsOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';
import { replicasOf } from './replicas';
import type { Replicas } from './replicas';

/** Status of a Deployment, by kstatus's rule. */
export function deploymentStatus(object: KubeObject): ObjectStatus {
  const progressing = conditionOf(object.status, 'Progressing');
  const failure = failureStatus(object, progressing);
  if (failure) {
    return failure;
  }
  const replicas = replicasOf(object);
  if (fieldsOf(object.spec).paused === true) {
    return statusOf(
      'InProgress',
      `Its rollout is paused; ${replicas.ready} of ${replicas.wanted} replicas are ready`,
      { severity: pausedSeverity(replicas), reason: 'DeploymentPaused' },
    );
  }
  const lag = lagOf(replicas);
  const available = conditionOf(object.status, 'Available');
  if (!lag && available?.status === 'True') {
    return replicas.wanted === 0
      ? statusOf('Current', 'Scaled to zero', {
          severity: 'info',
          reason: 'ScaledToZero',
        })
      : statusOf(
          'Current',
          `${replicas.ready} of ${replicas.wanted} replicas are ready`,
        );
  }
  return statusOf('InProgress', lag ?? 'It does not say that it is available', {
    severity: lagSeverity(replicas, progressing),
    reason: available?.status === 'False' ? available.reason : undefined,
  });
}

function failureStatus(
  object: KubeObject,
  progressing: Condition | undefined,
): ObjectStatus | undefined {
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return statusOf('Failed', tellCondition(progressing, ''), {
      reason: 'ProgressDeadlineExceeded',
    });
  }
  const replicaFailure = conditionOf(object.status, 'ReplicaFailure');
  if (replicaFailure?.status === 'True') {
    return statusOf(
      'Failed',
      tellCondition(replicaFailure, 'Its pods cannot be made'),
      {
        reason: replicaFailure.reason ?? 'ReplicaFailure',
      },
    );
  }
  return undefined;
}

function lagOf(replicas: Replicas): string | undefined {
  const { wanted, total, updated, ready, available } = replicas;
  if (total < wanted) {
    return `${total} of ${wanted} replicas exist`;
  }
  if (updated < wanted) {
    return `${updated} of ${wanted} replicas are of the new revision`;
  }
  if (total > wanted) {
    return `${total - wanted} replicas of the old revision are being removed`;
  }
  if (ready < wanted) {
    return `${ready} of ${wanted} replicas are ready`;
  }
  if (available < updated) {
    return `${available} of ${updated} replicas are available`;
  }
  return undefined;
}

/**
 * A rollout under way is news; replicas missing after a rollout had ended are a
 * loss, and the word `InProgress` hides it.
 */
function lagSeverity(
  replicas: Replicas,
  progressing: Condition | undefined,
): ObjectStatus['severity'] {
  const hadEnded = progressing?.reason === 'NewReplicaSetAvailable';
  if (!hadEnded) {
    return 'info';
  }
  return replicas.ready === 0 ? 'error' : 'warning';
}

function pausedSeverity(replicas: Replicas): ObjectStatus['severity'] {
  return replicas.ready < replicas.wanted ? 'warning' : 'info';
}
