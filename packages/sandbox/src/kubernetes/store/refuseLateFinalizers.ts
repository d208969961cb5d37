import { ApiStatusError } from '../ApiStatusError';
import { ResourceType, StoredObject } from '../ObjectStore';

/** What is being deleted may lose finalizers and gain none: 422 otherwise. */
export function refuseLateFinalizers(
  type: ResourceType,
  live: StoredObject,
  object: StoredObject,
): void {
  const held = live.metadata.finalizers ?? [];
  const late = (object.metadata.finalizers ?? []).filter(
    finalizer => !held.includes(finalizer),
  );
  if (live.metadata.deletionTimestamp && late.length > 0) {
    const listed = late.map(finalizer => JSON.stringify(finalizer)).join(', ');
    throw ApiStatusError.invalid(type, live.metadata.name, [
      {
        reason: 'FieldValueForbidden',
        message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${listed}}`,
        field: 'metadata.finalizers',
      },
    ]);
  }
}
