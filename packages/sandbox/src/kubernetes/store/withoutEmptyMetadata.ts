import type { StoredObject } from '../ObjectStore';

/** What the API server writes down only when something is in it. */
const OMITTED_WHEN_EMPTY = [
  'annotations',
  'finalizers',
  'labels',
  'ownerReferences',
] as const;

/** The object as it is after its last label, annotation, finalizer or owner was taken away. */
export function withoutEmptyMetadata(object: StoredObject): StoredObject {
  const empty = OMITTED_WHEN_EMPTY.filter(field => {
    const value = object.metadata[field];
    return value !== undefined && Object.keys(value ?? {}).length === 0;
  });
  if (empty.length === 0) {
    return object;
  }
  const metadata = { ...object.metadata };
  empty.forEach(field => delete metadata[field]);
  return { ...object, metadata };
}
