import type { KubeObject } from '../kubeObject';
import { formatDuration } from '../units/formatDuration';
import { fieldsOf, textOf, timeMsOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/** After this a claim that is not bound is worth a look. */
const SLOW_BIND_MS = 5 * 60_000;

/** Status of a PersistentVolumeClaim. */
export function persistentVolumeClaimStatus(
  object: KubeObject,
  now: number,
): ObjectStatus {
  const phase = textOf(fieldsOf(object.status).phase);
  if (phase === 'Bound') {
    return statusOf('Current', 'Bound to a volume');
  }
  if (phase === 'Lost') {
    return statusOf('Failed', 'Its volume is gone', { reason: 'Lost' });
  }
  if (phase !== 'Pending') {
    return statusOf('Unknown', 'The claim reports no phase that is known');
  }
  const createdAt = timeMsOf(fieldsOf(object.metadata).creationTimestamp);
  const ageMs = now - (createdAt ?? now);
  return statusOf(
    'InProgress',
    `No volume is bound to it for ${formatDuration(ageMs)}`,
    {
      severity: ageMs > SLOW_BIND_MS ? 'warning' : 'info',
      reason: 'NotBound',
    },
  );
}

/** Status of a PersistentVolume. */
export function persistentVolumeStatus(object: KubeObject): ObjectStatus {
  const status = fieldsOf(object.status);
  const phase = textOf(status.phase);
  switch (phase) {
    case 'Bound':
      return statusOf('Current', 'Bound to a claim');
    case 'Available':
      return statusOf('Current', 'Free to be claimed');
    case 'Released':
      return statusOf('Current', 'Its claim is gone and its data kept', {
        severity: 'info',
        reason: phase,
      });
    case 'Pending':
      return statusOf('InProgress', 'The volume is being made');
    case 'Failed':
      return statusOf(
        'Failed',
        textOf(status.message) ?? 'It could not be reclaimed',
        {
          reason: textOf(status.reason) ?? phase,
        },
      );
    default:
      return statusOf('Unknown', 'The volume reports no phase that is known');
  }
}
