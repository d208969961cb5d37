import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';

/** With which Flux's controllers hold what they have to clear up. */
const FINALIZER = 'finalizers.fluxcd.io';

/** The object with the finalizer of Flux, written when it was not there. @public */
export function withFinalizer(
  object: StoredObject,
  store: ObjectStore,
): StoredObject {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(FINALIZER)) return object;
  return store.update({
    ...object,
    metadata: { ...object.metadata, finalizers: [...finalizers, FINALIZER] },
  });
}

/** Lets the object go: removes the finalizer of Flux. @public */
export function removeFinalizer(
  object: StoredObject,
  store: ObjectStore,
): void {
  const finalizers = (object.metadata.finalizers ?? []).filter(
    one => one !== FINALIZER,
  );
  store.update({ ...object, metadata: { ...object.metadata, finalizers } });
}
