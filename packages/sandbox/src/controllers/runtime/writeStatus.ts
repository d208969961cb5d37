import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { refOf } from './refOf';

/**
 * Writes the status over whatever the object has become since it was read.
 * Nothing is written when the object is gone or is another one of that name.
 * @public
 */
export function writeStatus(
  store: ObjectStore,
  object: StoredObject,
  status: Record<string, unknown>,
): StoredObject | undefined {
  const latest = store.get(refOf(object));
  if (!latest || latest.metadata.uid !== object.metadata.uid) return undefined;
  return store.update({ ...latest, status }, { subresource: 'status' });
}
