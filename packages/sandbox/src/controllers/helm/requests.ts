import { StoredObject } from '../../kubernetes/ObjectStore';
import { REQUESTED_AT } from '../source/sourceStatus';
import { FORCE_AT, RESET_AT } from './releaseStatus';

/** An annotation counts when it is the request's own, and was not answered yet. */
function isAsked(
  object: StoredObject,
  annotation: string,
  handled: string,
): boolean {
  const { annotations = {} } = object.metadata;
  const value = annotations[annotation];
  return (
    value !== undefined &&
    value === annotations[REQUESTED_AT] &&
    value !== object.status?.[handled]
  );
}

/** Whether somebody asks for an upgrade although nothing changed. @public */
export const isForced = (object: StoredObject) =>
  isAsked(object, FORCE_AT, 'lastHandledForceAt');

/** Whether somebody asks to count failures from nothing again. @public */
export const isReset = (object: StoredObject) =>
  isAsked(object, RESET_AT, 'lastHandledResetAt');
