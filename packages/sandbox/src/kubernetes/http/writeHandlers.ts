import { ApiStatusError } from '../ApiStatusError';
import { StoredObject, UpdateOptions } from '../ObjectStore';
import { patchObject, PatchFormat } from '../patch/patchObject';
import { ApiAnswer } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { listObjects } from './listObjects';
import { mediaType, parseText, unsupportedMediaType } from './parseBody';
import { isRecord } from '../store/json';
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

/** Options of a write, and a list that its warnings of unknown fields are put in. */
function warned({ request }: ResourceRequest) {
  const warnings: string[] = [];
  const isQuiet = request.query.get('fieldValidation') === 'Ignore';
  const onUnknownFields = (paths: readonly string[]) => {
    if (!isQuiet) {
      warnings.push(...paths.map(path => `unknown field "${path}"`));
    }
  };
  return { options: { ...writeOptions(request), onUnknownFields }, warnings };
}

/** POST of a new object. */
export function createObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const object = withoutStatus(request, objectOf(request));
  if (object.metadata.resourceVersion) {
    throw new ApiStatusError({
      code: 500,
      message: 'resourceVersion should not be set on objects to be created',
    });
  }
  const { options, warnings } = warned(request);
  const created = context.store.create(object, options);
  return {
    ...objectAnswer(created, representationOf(request, context.now()), 201),
    warnings,
  };
}

/** PUT of an object or of its status. */
export function updateObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { options, warnings } = warned(request);
  const updated = context.store.update(objectOf(request), {
    ...options,
    ...statusOf(request),
  });
  return {
    ...objectAnswer(updated, representationOf(request, context.now())),
    warnings,
  };
}

function applyObject(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const { body, query } = request.request;
  const fieldManager = query.get('fieldManager');
  if (!fieldManager) {
    throw ApiStatusError.invalidOptions('PatchOptions', {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    });
  }
  // JSON is YAML, so one parser reads both.
  const given = parseText(body.toString('utf8'), 'yaml');
  if (!isRecord(given) || !isRecord(given.metadata) || !given.metadata.name) {
    throw ApiStatusError.badRequest(
      'the name of the object (applied based on URL) was undeterminable: name must be provided',
    );
  }
  const config = objectOf(request, given);
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
    throw format
      ? unsupportedMediaType([
          ...Object.keys(FORMATS).filter(each => FORMATS[each] !== 'strategic'),
          APPLY,
        ])
      : new ApiStatusError({
          code: 415,
          reason: 'UnsupportedMediaType',
          message: '415: Unsupported Media Type',
          details: {},
        });
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
  const { options, warnings } = warned(request);
  const updated = context.store.update(objectOf(request, patched), {
    ...options,
    ...statusOf(request),
  });
  return {
    ...objectAnswer(updated, representationOf(request, context.now())),
    warnings,
  };
}

/** DELETE of one object: the object while it terminates, else a Status. */
export function deleteObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { resource, target } = request;
  const ref = refOf(request);
  const options = deleteOptions(request.request);
  const deleted = context.store.delete(ref, options);
  if (!deleted) {
    throw ApiStatusError.notFound(resource.type, target.name ?? '');
  }
  const left = context.store.get(ref);
  const isHeld = (deleted.metadata.finalizers ?? []).length > 0;
  if (
    (!options.dryRun || isHeld) &&
    left &&
    left.metadata.uid === deleted.metadata.uid
  ) {
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
