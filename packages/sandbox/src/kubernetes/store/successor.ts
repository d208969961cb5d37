import type { ResourceType, StoredObject, UpdateOptions } from '../ObjectStore';
import { jsonEquals } from './jsonEquals';
import { storedForm } from './storedForm';

/** What an update would make of the live object, before admission. */
export function successorOf(
  type: ResourceType,
  live: StoredObject,
  object: StoredObject,
  { subresource }: UpdateOptions,
): StoredObject {
  if (subresource === 'status') {
    return { ...live, status: object.status };
  }
  const named = storedForm(type, object);
  return {
    ...named,
    ...(type.hasStatus ? { status: live.status } : {}),
    metadata: { ...named.metadata, ...serverFields(live) },
  };
}

/** With the generation raised when what is wanted changed; owners alone are no change. */
export function withGeneration(
  live: StoredObject,
  object: StoredObject,
): StoredObject {
  const { generation } = live.metadata;
  const isChanged = !jsonEquals(desired(live), desired(object));
  const next =
    generation !== undefined && isChanged ? generation + 1 : generation;
  return {
    ...object,
    metadata: { ...object.metadata, ...serverFields(live), generation: next },
  };
}

/** The fields of a stored object that a new version of it may not bring. */
function serverFields({ metadata }: StoredObject) {
  const { uid, creationTimestamp, generation, deletionTimestamp } = metadata;
  const { deletionGracePeriodSeconds, resourceVersion } = metadata;
  return {
    uid,
    creationTimestamp,
    generation,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    resourceVersion,
  };
}

/** What `generation` counts the changes of: all but metadata and status. */
function desired({
  metadata,
  status,
  apiVersion,
  kind,
  ...rest
}: StoredObject) {
  return rest;
}
