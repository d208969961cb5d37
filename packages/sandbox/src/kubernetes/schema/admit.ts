import { ApiStatusError } from '../ApiStatusError';
import { ResourceType, StoredObject } from '../ObjectStore';
import { applyDefaults } from './applyDefaults';
import { builtinDefaults } from './builtinDefaults';
import { pruneUnknown } from './pruneUnknown';
import { validateBuiltin } from './validateBuiltin';
import { validateName } from './validateName';
import { validateSchema } from './validateSchema';

interface AdmitOptions {
  previous?: StoredObject;
  unknownFields?: 'drop' | 'refuse';
}

function refuseUnknown(type: ResourceType, unknown: string[]): void {
  const listed = unknown.map(path => `unknown field "${path}"`).join(', ');
  throw ApiStatusError.badRequest(
    `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: strict decoding error: ${listed}`,
  );
}

function admitCustom(
  type: ResourceType,
  object: StoredObject,
  options: AdmitOptions,
) {
  const schema = type.versions?.find(
    ({ name }) => name === type.version,
  )?.schema;
  if (!schema) {
    return { object, causes: [] };
  }
  const pruned = pruneUnknown(object, schema);
  if (pruned.unknown.length > 0 && options.unknownFields === 'refuse') {
    refuseUnknown(type, pruned.unknown);
  }
  const filled = applyDefaults(pruned.object, schema) as StoredObject;
  return { object: filled, causes: validateSchema(filled, schema) };
}

/**
 * The object as it may be stored: unknown fields dropped, defaults filled in,
 * everything checked. Throws 422 Invalid with every cause, or 400 for unknown
 * fields that are to be refused.
 */
export function admit(
  type: ResourceType,
  object: StoredObject,
  options: AdmitOptions = {},
): StoredObject {
  const { name } = object.metadata;
  const causes = validateName(type, name);
  let admitted: StoredObject;
  if (type.isCustom) {
    const result = admitCustom(type, object, options);
    admitted = result.object;
    causes.push(...result.causes);
  } else {
    const kind = `${type.group}/${type.kind}`;
    admitted = builtinDefaults(kind, object);
    causes.push(...validateBuiltin(kind, admitted, options.previous));
  }
  if (causes.length > 0) {
    throw ApiStatusError.invalid(type, name ?? '', causes);
  }
  return admitted;
}
