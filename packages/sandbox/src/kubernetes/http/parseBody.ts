import { parse as parseYaml } from 'yaml';
import { ApiStatusError } from '../ApiStatusError';
import { decodeProtobuf } from '../protobuf/decodeProtobuf';
import { isRecord, JsonRecord } from '../store/json';

const JSON_TYPES = ['application/json', '*/*', ''];
const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const YAML_TYPES = ['application/yaml', 'application/apply-patch+yaml'];

/** The media type of a body without its parameters. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0].trim().toLowerCase();
}

/** A body that the server does not understand: 415, with what it would. */
export function unsupportedMediaType(accepted: readonly string[]) {
  return new ApiStatusError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  });
}

/** Parses JSON, or YAML where that is asked for; 400 says where it broke. */
export function parseText(text: string, format: 'json' | 'yaml'): unknown {
  try {
    return format === 'json' ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw ApiStatusError.badRequest(
      `the object provided is unrecognized (must be of type ${format}): ${why}`,
    );
  }
}

function parseProtobuf(body: Buffer): JsonRecord {
  let object: JsonRecord | undefined;
  try {
    object = decodeProtobuf(body);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw ApiStatusError.badRequest(
      `the object provided is unrecognized (must be of type protobuf): ${why}`,
    );
  }
  if (!object) {
    throw unsupportedMediaType(['application/json', 'application/yaml']);
  }
  return object;
}

/**
 * The object in a body of JSON or YAML, or of protobuf where the kind is one that
 * is known in it; 415 for all else.
 */
export function parseObject(
  body: Buffer,
  contentType: string | undefined,
): JsonRecord {
  const type = mediaType(contentType);
  if (type === PROTOBUF) {
    return parseProtobuf(body);
  }
  const isYaml = YAML_TYPES.includes(type);
  if (!isYaml && !JSON_TYPES.includes(type)) {
    throw unsupportedMediaType(['application/json', 'application/yaml']);
  }
  const parsed = parseText(body.toString('utf8'), isYaml ? 'yaml' : 'json');
  if (!isRecord(parsed)) {
    throw ApiStatusError.badRequest('the request body is not an object');
  }
  return parsed;
}
