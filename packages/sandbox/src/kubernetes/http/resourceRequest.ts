import { ApiStatusError } from '../ApiStatusError';
import { StoredObject } from '../ObjectStore';
import { isRecord } from '../store/json';
import { ApiAnswer, ApiRequest } from './ApiRequest';
import { negotiate } from './negotiate';
import { parseObject } from './parseBody';
import { objectText, Representation } from './represent';
import { RequestTarget } from './requestTarget';
import { ServedResource } from './ServedResource';

/** A request for a resource that is served. */
export interface ResourceRequest {
  request: ApiRequest;
  target: Extract<RequestTarget, { type: 'resource' }>;
  resource: ServedResource;
}

const INCLUDED = ['None', 'Metadata', 'Object'] as const;

/** How the request wants what it asked for. */
export function representationOf(
  { request, resource }: ResourceRequest,
  now: number,
): Representation {
  const include = request.query.get('includeObject');
  return {
    resource,
    form: negotiate(request.headers.accept),
    includeObject: INCLUDED.find(each => each === include) ?? 'Metadata',
    now,
  };
}

/** The reference in the store of the object a request names. */
export function refOf({ target, resource }: ResourceRequest) {
  const { group, kind, namespaced } = resource.type;
  return {
    group,
    kind,
    name: target.name ?? '',
    ...(namespaced ? { namespace: target.namespace ?? 'default' } : {}),
  };
}

/** One object as the answer. */
export function objectAnswer(
  object: StoredObject,
  representation: Representation,
  code = 200,
): ApiAnswer {
  return {
    code,
    text: objectText(object, representation),
    contentType: 'application/json',
  };
}

function checkField(
  given: unknown,
  wanted: string | undefined,
  what: string,
): void {
  if (given && wanted && given !== wanted) {
    throw ApiStatusError.badRequest(
      what === 'name'
        ? `the name of the object (${given}) does not match the name on the URL (${wanted})`
        : 'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

/** The object in the body in its stored form, checked against the path it was sent to. */
export function objectOf(
  { request, target, resource }: ResourceRequest,
  parsed: unknown = parseObject(request.body, request.headers['content-type']),
): StoredObject {
  if (!isRecord(parsed)) {
    throw ApiStatusError.badRequest('the request body is not an object');
  }
  const metadata = isRecord(parsed.metadata) ? parsed.metadata : {};
  const { type } = resource;
  const apiVersion = [resource.group, resource.version]
    .filter(Boolean)
    .join('/');
  const isWrongKind =
    (parsed.kind !== undefined && parsed.kind !== type.kind) ||
    (parsed.apiVersion !== undefined && parsed.apiVersion !== apiVersion);
  if (isWrongKind) {
    throw ApiStatusError.badRequest(
      `${type.kind} in version "${resource.version}" cannot be handled as a ${type.kind}: the object is a ${parsed.kind} of ${parsed.apiVersion}`,
    );
  }
  checkField(metadata.namespace, target.namespace, 'namespace');
  checkField(metadata.name, target.name, 'name');
  const object = {
    ...parsed,
    apiVersion,
    kind: type.kind,
    metadata: {
      ...metadata,
      ...(target.name ? { name: target.name } : {}),
      ...(type.namespaced
        ? { namespace: target.namespace ?? metadata.namespace ?? 'default' }
        : {}),
    },
  };
  return resource.toStored(object as unknown as StoredObject);
}
