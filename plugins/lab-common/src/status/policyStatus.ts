import type { KubeObject } from '../kubeObject';
import { conditionOf, tellCondition } from './conditions';
import { fieldsOf, numberOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/** Status of a HorizontalPodAutoscaler, by its three conditions. */
export function horizontalPodAutoscalerStatus(
  object: KubeObject,
): ObjectStatus {
  const able = conditionOf(object.status, 'AbleToScale');
  const active = conditionOf(object.status, 'ScalingActive');
  if (able?.status === 'False') {
    return statusOf(
      'Failed',
      tellCondition(able, 'It cannot scale its target'),
      {
        reason: able.reason,
      },
    );
  }
  // With zero replicas scaling is off by the owner's wish.
  if (active?.status === 'False' && active.reason === 'ScalingDisabled') {
    return statusOf('Current', tellCondition(active, 'Scaling is disabled'), {
      severity: 'info',
      reason: active.reason,
    });
  }
  if (active?.status === 'False') {
    return statusOf(
      'InProgress',
      tellCondition(active, 'It has no metrics to scale by'),
      {
        severity: 'warning',
        reason: active.reason,
      },
    );
  }
  if (able?.status !== 'True' || active?.status !== 'True') {
    return statusOf('Unknown', 'It does not say whether it can scale');
  }
  const replicas = numberOf(fieldsOf(object.status).currentReplicas) ?? 0;
  const limited = conditionOf(object.status, 'ScalingLimited');
  return limited?.status === 'True' && limited.reason === 'TooManyReplicas'
    ? statusOf('Current', `At its maximum of ${replicas} replicas`, {
        severity: 'info',
        reason: limited.reason,
      })
    : statusOf('Current', `Scales, ${replicas} replicas now`);
}

/** Status of a PodDisruptionBudget. */
export function podDisruptionBudgetStatus(object: KubeObject): ObjectStatus {
  const status = fieldsOf(object.status);
  const wanted = numberOf(status.desiredHealthy);
  const healthy = numberOf(status.currentHealthy);
  if (wanted === undefined || healthy === undefined) {
    return statusOf('Unknown', 'It does not report how many pods are healthy');
  }
  if (healthy < wanted) {
    return statusOf(
      'InProgress',
      `${healthy} healthy pods, ${wanted} are wanted: nothing may be evicted`,
      {
        severity: 'warning',
        reason: 'InsufficientPods',
      },
    );
  }
  return statusOf(
    'Current',
    `${healthy} healthy pods, ${
      numberOf(status.disruptionsAllowed) ?? 0
    } may be evicted`,
  );
}
