import { ApiStatusError } from '../ApiStatusError';
import type { ResourceType, StoredObject } from '../ObjectStore';

/**
 * Throws a conflict where a write names another object of that name, or a version
 * of it that has been overtaken.
 */
export function checkVersion(
  type: ResourceType,
  live: StoredObject,
  object: StoredObject,
): void {
  const { uid, resourceVersion, name } = object.metadata;
  if (uid && uid !== live.metadata.uid) {
    throw ApiStatusError.conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
    );
  }
  if (resourceVersion && resourceVersion !== live.metadata.resourceVersion) {
    throw ApiStatusError.conflict(type, name);
  }
}
