import {
  ObjectStore,
  StoredObject,
  StoredRef,
} from '../../kubernetes/ObjectStore';

/** Which object of the source API a Kustomization applies from. @public */
export function sourceRefOf(object: StoredObject): StoredRef {
  const {
    kind = 'GitRepository',
    name = '',
    namespace,
  } = object.spec?.sourceRef ?? {};
  return {
    group: 'source.toolkit.fluxcd.io',
    kind,
    name,
    namespace: namespace ?? object.metadata.namespace,
  };
}

/** Kustomizations of a source that have not tried its newest revision. @public */
export function* behindSource(source: StoredObject, store: ObjectStore) {
  const revision = source.status?.artifact?.revision;
  const kind = { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization' };
  for (const object of store.list(kind)) {
    const { name, namespace } = sourceRefOf(object);
    const isSource =
      name === source.metadata.name && namespace === source.metadata.namespace;
    if (isSource && object.status?.lastAttemptedRevision !== revision) {
      yield object.metadata;
    }
  }
}
