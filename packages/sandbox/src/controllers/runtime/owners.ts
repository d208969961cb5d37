import { StoredObject } from '../../kubernetes/ObjectStore';

/** An owner reference that makes `owner` the controller. @public */
export function controllerRef(owner: StoredObject) {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Whether `owner` is the controller of `object`. @public */
export function isControlledBy(
  object: StoredObject,
  owner: StoredObject,
): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    ({ uid, controller }) => controller === true && uid === owner.metadata.uid,
  );
}

/** Namespace and name of the controller of a kind; none when it has no such controller. @public */
export function* controllerOfKind(object: StoredObject, kind: string) {
  for (const owner of object.metadata.ownerReferences ?? []) {
    if (owner.controller === true && owner.kind === kind) {
      yield { namespace: object.metadata.namespace, name: owner.name };
    }
  }
}
