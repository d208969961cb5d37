import { ApiStatusError } from '../ApiStatusError';
import { ResourceType, StoredObject } from '../ObjectStore';
import { applyDefaults } from './applyDefaults';
import { builtinDefaults } from './builtinDefaults';
import { builtinSchema } from './builtinSchema';
import { initialStatus } from './initialStatus';
import { pruneUnknown } from './pruneUnknown';
import { StructuralSchema } from './ServedVersion';
import { validateBuiltin } from './validateBuiltin';
import { validateName } from './validateName';
import { validateSchema } from './validateSchema';

interface AdmitOptions {
  previous?: StoredObject;
  unknownFields?: 'drop' | 'refuse';
  onUnknownFields?: (paths: readonly string[]) => void;
}

function cannotBeHandled(type: ResourceType, why: string) {
  return ApiStatusError.badRequest(
    `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${why}`,
  );
}

/** The object with the fields that its schema knows; tells of the others, or refuses them. */
function knownFields(
  type: ResourceType,
  object: StoredObject,
  { schema, options }: { schema: StructuralSchema; options: AdmitOptions },
): StoredObject {
  const pruned = pruneUnknown(object, schema);
  if (pruned.unknown.length > 0) {
    if (options.unknownFields === 'refuse') {
      const listed = pruned.unknown.map(path => `unknown field "${path}"`);
      throw cannotBeHandled(
        type,
        `strict decoding error: ${listed.join(', ')}`,
      );
    }
    options.onUnknownFields?.(pruned.unknown);
  }
  return pruned.object;
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
  const known = knownFields(type, object, { schema, options });
  const filled = applyDefaults(known, schema) as StoredObject;
  return { object: filled, causes: validateSchema(filled, schema) };
}

/** A built-in kind is decoded into its own type: what does not fit is no such object. */
function decodeBuiltin(
  type: ResourceType,
  object: StoredObject,
  options: AdmitOptions,
): StoredObject {
  const schema = builtinSchema(object.apiVersion, type.kind);
  if (!schema) {
    return object;
  }
  const known = knownFields(type, object, { schema, options });
  const [misfit] = validateSchema(known, schema);
  if (misfit) {
    throw cannotBeHandled(type, `json: cannot unmarshal: ${misfit.message}`);
  }
  return known;
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
    admitted = builtinDefaults(kind, decodeBuiltin(type, object, options));
    const status = options.previous ? undefined : initialStatus(kind, admitted);
    if (status && admitted.status === undefined) {
      admitted = { ...admitted, status };
    }
    causes.push(...validateBuiltin(kind, admitted, options.previous));
  }
  if (causes.length > 0) {
    throw ApiStatusError.invalid(type, name ?? '', causes);
  }
  return admitted;
}
