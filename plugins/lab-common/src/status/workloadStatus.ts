import type { KubeObject } from '../kubeObject';
import { conditionOf, tellCondition } from './conditions';
import { fieldsOf, numberOf, textOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';
import { replicasOf } from './replicas';

/** Status of a StatefulSet, by kstatus's rule, partitions included. */
export function statefulSetStatus(object: KubeObject): ObjectStatus {
  const { wanted, total, ready, updated } = replicasOf(object);
  const status = fieldsOf(object.status);
  const strategy = fieldsOf(fieldsOf(object.spec).updateStrategy);
  if (total < wanted) {
    return lacking(`${total} of ${wanted} replicas exist`, ready);
  }
  if (ready < wanted) {
    return lacking(`${ready} of ${wanted} replicas are ready`, ready);
  }
  if (total > wanted) {
    return statusOf(
      'InProgress',
      `${total - wanted} replicas are being removed`,
    );
  }
  // OnDelete: old pods stay until somebody deletes them, by the owner's wish.
  if (strategy.type !== 'OnDelete') {
    const partition = numberOf(fieldsOf(strategy.rollingUpdate).partition) ?? 0;
    const toUpdate = Math.max(0, wanted - partition);
    const isRolling =
      partition > 0
        ? updated < toUpdate
        : status.currentRevision !== status.updateRevision;
    if (isRolling) {
      return statusOf(
        'InProgress',
        `${updated} of ${toUpdate} replicas are of the new revision`,
      );
    }
  }
  return wanted === 0 ? scaledToZero() : allReady(ready, wanted);
}

/** Status of a ReplicaSet, by kstatus's rule. */
export function replicaSetStatus(object: KubeObject): ObjectStatus {
  const { wanted, total, ready, available } = replicasOf(object);
  const failure = conditionOf(object.status, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return statusOf(
      'Failed',
      tellCondition(failure, 'Its pods cannot be made'),
      {
        reason: failure.reason ?? 'ReplicaFailure',
      },
    );
  }
  if (total > wanted) {
    return statusOf(
      'InProgress',
      `${total - wanted} replicas are being removed`,
    );
  }
  if (total < wanted || ready < wanted || available < wanted) {
    return lacking(
      `${Math.min(ready, available)} of ${wanted} replicas are available`,
      ready,
    );
  }
  return wanted === 0 ? scaledToZero() : allReady(ready, wanted);
}

/** Status of a DaemonSet, by kstatus's rule. */
export function daemonSetStatus(object: KubeObject): ObjectStatus {
  const status = fieldsOf(object.status);
  const wanted = numberOf(status.desiredNumberScheduled);
  if (wanted === undefined) {
    return statusOf('Unknown', 'It does not report how many nodes it is for');
  }
  const count = (field: string) => numberOf(status[field]) ?? 0;
  const ready = count('numberReady');
  const usesRollout =
    textOf(fieldsOf(fieldsOf(object.spec).updateStrategy).type) !== 'OnDelete';
  if (count('currentNumberScheduled') < wanted) {
    return lacking(
      `${count('currentNumberScheduled')} of ${wanted} nodes have a pod of it`,
      ready,
    );
  }
  if (ready < wanted || count('numberAvailable') < wanted) {
    return lacking(`It is ready on ${ready} of ${wanted} nodes`, ready);
  }
  if (usesRollout && count('updatedNumberScheduled') < wanted) {
    return statusOf(
      'InProgress',
      `${count(
        'updatedNumberScheduled',
      )} of ${wanted} nodes have the new revision`,
    );
  }
  return statusOf('Current', `Ready on all ${wanted} nodes`);
}

/** Something is missing and the object does not say whether it ever was complete. */
function lacking(message: string, ready: number): ObjectStatus {
  return statusOf('InProgress', message, {
    severity: 'warning',
    reason: ready === 0 ? 'NoneReady' : 'LessReady',
  });
}

function scaledToZero(): ObjectStatus {
  return statusOf('Current', 'Scaled to zero', {
    severity: 'info',
    reason: 'ScaledToZero',
  });
}

function allReady(ready: number, wanted: number): ObjectStatus {
  return statusOf('Current', `${ready} of ${wanted} replicas are ready`);
}
