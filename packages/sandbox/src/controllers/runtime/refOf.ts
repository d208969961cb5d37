import { StoredObject, StoredRef } from '../../kubernetes/ObjectStore';

/** The API group in an apiVersion; empty for the core group. @public */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** What names the object in the store. @public */
export function refOf(object: StoredObject): StoredRef {
  const { name, namespace } = object.metadata;
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    ...(namespace ? { namespace } : {}),
    name,
  };
}
