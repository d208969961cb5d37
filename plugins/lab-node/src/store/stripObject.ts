import type { KubeObject } from '@homestage/backstage-plugin-lab-common';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object as the store keeps it: without `managedFields` and without the
 * last-applied annotation, which are half of many objects and say nothing of
 * their state. Undefined when it is no object with a name, a kind and a version.
 */
export function stripObject(object: unknown): KubeObject | undefined {
  if (!isNamed(object)) {
    return undefined;
  }
  const { managedFields: _managed, ...metadata } = object.metadata;
  const annotations = metadata.annotations;
  if (annotations && LAST_APPLIED in annotations) {
    const { [LAST_APPLIED]: _applied, ...kept } = annotations;
    return { ...object, metadata: { ...metadata, annotations: kept } };
  }
  return { ...object, metadata };
}

function isNamed(object: unknown): object is KubeObject {
  if (typeof object !== 'object' || object === null) {
    return false;
  }
  const { apiVersion, kind, metadata } = object as Partial<KubeObject>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null &&
    typeof metadata.name === 'string' &&
    metadata.name !== ''
  );
}
