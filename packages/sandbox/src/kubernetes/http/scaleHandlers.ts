import { ApiStatusError } from '../ApiStatusError';
import { ScalePaths, StoredObject } from '../ObjectStore';
import { patchObject } from '../patch/patchObject';
import { isRecord } from '../store/json';
import { ApiAnswer } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { mediaType, parseObject, parseText } from './parseBody';
import { refOf, ResourceRequest } from './resourceRequest';
import { writeOptions } from './writeOptions';

function read(object: StoredObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, field) => (isRecord(value) ? value[field] : undefined),
      object,
    );
}

function write(
  value: unknown,
  [field, ...rest]: string[],
  number: number,
): unknown {
  const record = isRecord(value) ? value : {};
  return {
    ...record,
    [field]: rest.length > 0 ? write(record[field], rest, number) : number,
  };
}

/** The selector as text; undefined for a custom kind that names none. */
function selectorText(
  object: StoredObject,
  { paths, isCustom }: { paths: ScalePaths; isCustom?: boolean },
): string | undefined {
  if (isCustom || paths.labelSelector) {
    const text = paths.labelSelector && read(object, paths.labelSelector);
    return text ? String(text) : undefined;
  }
  const labels =
    object.spec?.selector?.matchLabels ?? object.spec?.selector ?? {};
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function scaleOf(
  object: StoredObject,
  paths: ScalePaths,
  isCustom?: boolean,
): StoredObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // None are left out, as Go leaves out what is zero.
    spec: { replicas: read(object, paths.specReplicas) || undefined },
    status: {
      replicas: read(object, paths.statusReplicas) ?? 0,
      selector: selectorText(object, { paths, isCustom }),
    },
  };
}

function wantedScale(
  current: StoredObject,
  { request, resource }: ResourceRequest,
) {
  const contentType = request.headers['content-type'];
  if (request.method === 'PUT') {
    return parseObject(request.body, contentType);
  }
  const isJsonPatch = mediaType(contentType) === 'application/json-patch+json';
  return patchObject(resource.type, current, {
    format: isJsonPatch ? 'json' : 'merge',
    patch: parseText(request.body.toString('utf8'), 'json'),
  });
}

/** GET, PUT and PATCH of the scale subresource. */
export function scaleObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { type } = request.resource;
  const object = context.store.get(refOf(request));
  if (!type.scale) {
    throw ApiStatusError.notServed();
  }
  if (!object) {
    throw ApiStatusError.notFound(type, request.target.name ?? '');
  }
  const current = scaleOf(object, type.scale, type.isCustom);
  if (request.request.method === 'GET') {
    return { body: current };
  }
  const wanted = wantedScale(current, request);
  const metadata = isRecord(wanted.metadata) ? wanted.metadata : {};
  const replicas = isRecord(wanted.spec)
    ? Number(wanted.spec.replicas ?? 0)
    : 0;
  if (
    metadata.resourceVersion &&
    metadata.resourceVersion !== object.metadata.resourceVersion
  ) {
    throw ApiStatusError.conflict(type, object.metadata.name);
  }
  const scaled = write(object, type.scale.specReplicas.split('.'), replicas);
  const updated = context.store.update(scaled as StoredObject, {
    ...writeOptions(request.request),
    subresource: 'scale',
  });
  return { body: scaleOf(updated, type.scale, type.isCustom) };
}
