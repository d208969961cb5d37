import type { KubeObject } from '../kubeObject';
import { conditionOf, conditionsOf, tellCondition } from './conditions';
import { fieldsOf, textOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/** Node conditions that are bad when `True`. */
const PRESSURES: ReadonlySet<string> = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
]);

/** Status of a Node. One whose kubelet went silent is failed, not unknown: the cluster gave it up. */
export function nodeStatus(object: KubeObject): ObjectStatus {
  const ready = conditionOf(object.status, 'Ready');
  if (!ready) {
    return statusOf('Unknown', 'The node does not say whether it is ready');
  }
  if (ready.status !== 'True') {
    const fallback =
      ready.status === 'Unknown'
        ? 'The node stopped reporting'
        : 'The node is not ready';
    return statusOf('Failed', tellCondition(ready, fallback), {
      reason: ready.reason ?? 'NotReady',
    });
  }
  const pressure = conditionsOf(object.status).find(
    condition => PRESSURES.has(condition.type) && condition.status === 'True',
  );
  if (pressure) {
    return statusOf(
      'Current',
      `Ready, with ${pressure.type}: ${tellCondition(pressure, '')}`,
      {
        severity: 'warning',
        reason: pressure.type,
      },
    );
  }
  return fieldsOf(object.spec).unschedulable === true
    ? statusOf('Current', 'Ready, and takes no new pods', {
        severity: 'info',
        reason: 'SchedulingDisabled',
      })
    : statusOf('Current', 'Ready');
}

/** Status of a Namespace. */
export function namespaceStatus(object: KubeObject): ObjectStatus {
  const phase = textOf(fieldsOf(object.status).phase);
  if (phase === 'Active') {
    return statusOf('Current', 'Active');
  }
  return phase === 'Terminating'
    ? statusOf('Terminating', 'Is being deleted')
    : statusOf('Unknown', 'The namespace reports no phase that is known');
}

/** Status of a CustomResourceDefinition, by kstatus's rule. */
export function customResourceDefinitionStatus(
  object: KubeObject,
): ObjectStatus {
  const names = conditionOf(object.status, 'NamesAccepted');
  if (names?.status === 'False') {
    return statusOf('Failed', tellCondition(names, 'Its names are taken'), {
      reason: names.reason,
    });
  }
  const established = conditionOf(object.status, 'Established');
  if (established?.status === 'True') {
    return statusOf('Current', 'Served');
  }
  if (established?.status === 'False' && established.reason !== 'Installing') {
    return statusOf('Failed', tellCondition(established, 'It is not served'), {
      reason: established.reason,
    });
  }
  return statusOf('InProgress', 'It is not served yet', {
    reason: 'Installing',
  });
}

/** Status of an APIService, whose backend may be a pod that is away. */
export function apiServiceStatus(object: KubeObject): ObjectStatus {
  const available = conditionOf(object.status, 'Available');
  if (!available) {
    return statusOf('Unknown', 'It does not say whether it is available');
  }
  return available.status === 'True'
    ? statusOf('Current', 'Available')
    : statusOf('Failed', tellCondition(available, 'It is not available'), {
        reason: available.reason,
      });
}
