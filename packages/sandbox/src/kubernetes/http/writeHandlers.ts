import { ApiStatusError } from '../ApiStatusError';
import { StoredObject, UpdateOptions } from '../ObjectStore';
import { patchObject, PatchFormat } from '../patch/patchObject';
import { ApiAnswer } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { listObjects } from './listObjects';
import { mediaType, parseText, unsupportedMediaType } from './parseBody';
import { listParts } from './represent';
import {
  objectAnswer,
  objectOf,
  refOf,
  representationOf,
  ResourceRequest,
} from './resourceRequest';
import { deleteOptions, writeOptions } from './writeOptions';

const APPLY = 'application/apply-patch+yaml';

const FORMATS: Readonly<Partial<Record<string, PatchFormat>>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
};

/** Kinds whose status a client sets when it creates them: a kubelet registers its node so. */
const KEEPS_STATUS = new Set(['Node']);

function withoutStatus(
  request: ResourceRequest,
  object: StoredObject,
): StoredObject {
  const { type } = request.resource;
  if (!type.hasStatus || KEEPS_STATUS.has(type.kind)) {
    return object;
  }
  const { status, ...rest } = object;
  return rest as StoredObject;
}

const statusOf = ({
  target,
}: ResourceRequest): Pick<UpdateOptions, 'subresource'> =>
  target.subresource === 'status' ? { subresource: 'status' } : {};

/** POST of a new object. */
export function createObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const object = withoutStatus(request, objectOf(request));
  const created = context.store.create(object, writeOptions(request.request));
  return objectAnswer(created, representationOf(request, context.now()), 201);
}

/** PUT of an object or of its status. */
export function updateObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const updated = context.store.update(objectOf(request), {
    ...writeOptions(request.request),
    ...statusOf(request),
  });
  return objectAnswer(updated, representationOf(request, context.now()));
}

function applyObject(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const { body, query } = request.request;
  const fieldManager = query.get('fieldManager');
  if (!fieldManager) {
    throw ApiStatusError.badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  // JSON is YAML, so one parser reads both.
  const config = objectOf(request, parseText(body.toString('utf8'), 'yaml'));
  const existed = context.store.get(refOf(request)) !== undefined;
  const applied = context.store.apply(config, {
    ...writeOptions(request.request),
    ...statusOf(request),
    fieldManager,
    force: query.get('force') === 'true',
  });
  return objectAnswer(
    applied,
    representationOf(request, context.now()),
    existed ? 200 : 201,
  );
}

/** PATCH in one of the four formats. */
export function patchResource(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { resource } = request;
  const contentType = mediaType(request.request.headers['content-type']);
  if (contentType === APPLY) {
    return applyObject(context, request);
  }
  const format = FORMATS[contentType];
  if (!format || (format === 'strategic' && resource.type.isCustom)) {
    const known = Object.keys(FORMATS).filter(
      each => !resource.type.isCustom || FORMATS[each] !== 'strategic',
    );
    throw unsupportedMediaType([...known, APPLY]);
  }
  const live = context.store.get(refOf(request));
  if (!live) {
    throw ApiStatusError.notFound(resource.type, request.target.name ?? '');
  }
  const patch = parseText(request.request.body.toString('utf8'), 'json');
  const patched = patchObject(resource.type, resource.toServed(live), {
    format,
    patch,
  });
  const updated = context.store.update(objectOf(request, patched), {
    ...writeOptions(request.request),
    ...statusOf(request),
  });
  return objectAnswer(updated, representationOf(request, context.now()));
}

/** DELETE of one object: the object while it terminates, else a Status. */
export function deleteObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { resource, target } = request;
  const ref = refOf(request);
  const deleted = context.store.delete(ref, deleteOptions(request.request));
  if (!deleted) {
    throw ApiStatusError.notFound(resource.type, target.name ?? '');
  }
  const left = context.store.get(ref);
  if (left && left.metadata.uid === deleted.metadata.uid) {
    return objectAnswer(left, representationOf(request, context.now()));
  }
  return {
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: target.name,
        ...(resource.group ? { group: resource.group } : {}),
        kind: resource.type.plural,
        uid: deleted.metadata.uid,
      },
    },
  };
}

/** DELETE of everything that is selected. */
export function deleteCollection(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { resource, target } = request;
  const options = deleteOptions(request.request);
  const { objects, metadata } = listObjects(
    context,
    { resource, namespace: target.namespace },
    request.request.query,
  );
  for (const { metadata: meta } of objects) {
    context.store.delete(
      { ...refOf(request), name: meta.name, namespace: meta.namespace },
      options,
    );
  }
  const representation = representationOf(request, context.now());
  return {
    text: listParts(objects, representation, metadata),
    contentType: 'application/json',
  };
}
