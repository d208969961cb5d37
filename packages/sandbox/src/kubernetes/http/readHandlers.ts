import { ApiStatusError } from '../ApiStatusError';
import { ApiAnswer } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { listObjects } from './listObjects';
import { listParts } from './represent';
import {
  objectAnswer,
  refOf,
  representationOf,
  ResourceRequest,
} from './resourceRequest';
import { watchObjects } from './watchObjects';

/** GET of one object. */
export function getObject(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const object = context.store.get(refOf(request));
  if (!object) {
    throw ApiStatusError.notFound(
      request.resource.type,
      request.target.name ?? '',
    );
  }
  return objectAnswer(object, representationOf(request, context.now()));
}

/** GET of a list, or of a page of it. */
export function listResource(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { resource, target } = request;
  const { objects, metadata } = listObjects(
    context,
    { resource, namespace: target.namespace },
    request.request.query,
  );
  const representation = representationOf(request, context.now());
  return {
    text: listParts(objects, representation, metadata),
    contentType: 'application/json',
  };
}

/** A stream of changes. */
export function watchResource(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { resource, target } = request;
  const representation = representationOf(request, context.now());
  return {
    contentType: 'application/json',
    stream: watchObjects(
      context,
      {
        resource,
        namespace: target.namespace,
        name: target.name,
        representation,
      },
      request.request.query,
    ),
  };
}
