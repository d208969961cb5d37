import { StoredObject } from '../../kubernetes/ObjectStore';

/** Says on an object that its values could not be decrypted, and are empty. @public */
export const UNKNOWN_VALUES = 'sandbox.homestage.dev/values';

const emptied = (values: Record<string, unknown> | undefined) =>
  Object.fromEntries(Object.keys(values ?? {}).map(key => [key, '']));

/**
 * An object encrypted with SOPS as the lab can have it: the keys, with empty
 * values, because the lab has no key to open it with. Any other object is
 * answered as it is.
 * @public
 */
export function hideEncrypted(object: StoredObject): StoredObject {
  if (object.sops === undefined) return object;
  const { sops: _sops, stringData, ...rest } = object;
  const annotations = {
    ...rest.metadata.annotations,
    [UNKNOWN_VALUES]:
      'encrypted with SOPS; the embedded lab has no key, so the values are empty',
  };
  return {
    ...rest,
    metadata: { ...rest.metadata, annotations },
    ...(object.data || stringData
      ? { data: { ...emptied(object.data), ...emptied(stringData) } }
      : {}),
  };
}
