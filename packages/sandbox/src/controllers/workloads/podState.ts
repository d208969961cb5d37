import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { conditionOf } from '../runtime/conditions';
import { isControlledBy } from '../runtime/owners';

/** Whether every container of a pod that is to stay says it is ready. @public */
export const isPodReady = (pod: StoredObject) =>
  !pod.metadata.deletionTimestamp &&
  conditionOf(pod, 'Ready')?.status === 'True';

/** Whether a pod is neither finished nor going. @public */
export const isPodActive = (pod: StoredObject) =>
  !pod.metadata.deletionTimestamp &&
  pod.status?.phase !== 'Succeeded' &&
  pod.status?.phase !== 'Failed';

/** The pods that `owner` controls, by name. @public */
export function podsOf(
  store: ObjectStore,
  owner: StoredObject,
): StoredObject[] {
  return store
    .list({ group: '', kind: 'Pod' }, { namespace: owner.metadata.namespace })
    .filter(pod => isControlledBy(pod, owner));
}
