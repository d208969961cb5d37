import { ApiStatusError } from '../ApiStatusError';
import { ApiAnswer, ApiRequest } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { resourceList } from './discovery';
import { answerPath, NOTHING_THERE } from './pathHandlers';
import { podLog } from './podLog';
import { getObject, listResource, watchResource } from './readHandlers';
import { ResourceRequest } from './resourceRequest';
import { answerReview, reviewTypes } from './reviewHandlers';
import { scaleObject } from './scaleHandlers';
import { findResource } from './ServedResource';
import {
  createObject,
  deleteCollection,
  deleteObject,
  patchResource,
  updateObject,
} from './writeHandlers';

type Handler = (context: ApiContext, request: ResourceRequest) => ApiAnswer;

function methodNotAllowed() {
  return new ApiStatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}

const OBJECT: Readonly<Record<string, Handler>> = {
  get: getObject,
  list: listResource,
  watch: watchResource,
  create: createObject,
  update: updateObject,
  patch: patchResource,
  delete: deleteObject,
  deletecollection: deleteCollection,
};

const STATUS: Readonly<Record<string, Handler>> = {
  get: getObject,
  update: updateObject,
  patch: patchResource,
};

const SCALE: Readonly<Record<string, Handler>> = {
  get: scaleObject,
  update: scaleObject,
  patch: scaleObject,
};

/** An eviction is a deletion that a disruption budget could refuse; the lab's never do. */
const evict: Handler = (context, request) => {
  deleteObject(context, {
    ...request,
    request: { ...request.request, body: Buffer.alloc(0) },
  });
  return {
    code: 201,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' },
  };
};

function handlersOf({
  target,
  resource,
}: ResourceRequest): Readonly<Record<string, Handler>> | undefined {
  const { type } = resource;
  switch (target.subresource) {
    case undefined:
      return OBJECT;
    case 'status':
      return type.hasStatus ? STATUS : undefined;
    case 'scale':
      return type.scale ? SCALE : undefined;
    case 'log':
      return type.kind === 'Pod' ? { get: podLog } : undefined;
    case 'eviction':
      return type.kind === 'Pod' ? { create: evict } : undefined;
    case 'finalize':
      return type.kind === 'Namespace' ? { update: updateObject } : undefined;
    default:
      return undefined;
  }
}

/** Answers a request that may be made; throws an ApiStatusError for what cannot be answered. */
export function route(
  context: ApiContext,
  request: ApiRequest,
  verb: string,
): ApiAnswer {
  const { target } = request;
  if (target.type === 'path') {
    if (!['get', 'head'].includes(verb)) {
      throw methodNotAllowed();
    }
    return answerPath(context, request, target.path);
  }
  const review = reviewTypes.find(
    ({ group, version, plural }) =>
      group === target.group &&
      version === target.version &&
      plural === target.plural,
  );
  if (review && verb === 'create') {
    return answerReview(context, request, review);
  }
  const resource = findResource(context.store, target);
  if (!resource && !resourceList(context.store, target.group, target.version)) {
    return NOTHING_THERE;
  }
  const resourceRequest = resource && { request, target, resource };
  const handlers = resourceRequest && handlersOf(resourceRequest);
  if (!resourceRequest || !handlers) {
    throw ApiStatusError.notServed();
  }
  if (
    target.namespace !== undefined &&
    !resourceRequest.resource.type.namespaced
  ) {
    throw ApiStatusError.notServed();
  }
  const handler = handlers[verb];
  if (!handler) {
    throw methodNotAllowed();
  }
  return handler(context, resourceRequest);
}
