import { randomUUID } from 'node:crypto';
import { ResourceType, StoredObject } from '../ObjectStore';

/** As many letters as the real server adds to `generateName`. */
const SUFFIX_LENGTH = 5;

/**
 * The object in the version it is stored in, with a name, and with a namespace
 * when its kind has one. Changes nothing in place.
 */
export function storedForm(
  type: ResourceType,
  object: StoredObject,
): StoredObject {
  const { namespace, generateName, ...metadata } = object.metadata;
  const generated = generateName
    ? generateName + randomUUID().slice(0, SUFFIX_LENGTH)
    : '';
  return {
    ...object,
    apiVersion: type.group ? `${type.group}/${type.version}` : type.version,
    metadata: {
      ...metadata,
      ...(generateName ? { generateName } : {}),
      name: metadata.name || generated,
      ...(type.namespaced ? { namespace: namespace ?? 'default' } : {}),
    },
  };
}
