import type { AppObject } from '@homestage/backstage-plugin-flux-common';
import type { StatusLevel } from '@homestage/backstage-plugin-lab-react';

/**
 * The shape of a computed status. What moves and is not wrong is drawn as
 * working; everything else by its severity, so unknown stays unknown.
 */
export function objectLevel(
  object: Pick<AppObject, 'status' | 'severity'>,
): StatusLevel {
  const isMoving =
    object.status === 'InProgress' || object.status === 'Terminating';
  return isMoving && object.severity === 'info' ? 'working' : object.severity;
}
