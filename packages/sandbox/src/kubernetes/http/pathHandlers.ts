import { ApiStatusError } from '../ApiStatusError';
import { ApiAnswer, ApiRequest } from './ApiRequest';
import { ApiContext } from './ApiContext';
import {
  aggregatedDiscovery,
  coreVersions,
  groupList,
  groupOf,
  resourceList,
} from './discovery';
import { openapiDocument, openapiIndex, openapiV2 } from './openapi';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** The release whose API the lab serves. */
const VERSION = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.0',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-04-22T00:00:00Z',
  goVersion: 'go1.26.0',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const wantsAggregated = ({ headers }: ApiRequest) =>
  (headers.accept ?? '')
    .split(',')
    .some(
      range =>
        range.includes('as=APIGroupDiscoveryList') &&
        /v=v2(;|$)/.test(range.trim()),
    );

/** As the real server's multiplexer answers, in plain text, for what is no resource. */
export const NOTHING_THERE: ApiAnswer = {
  code: 404,
  text: '404 page not found\n',
  contentType: 'text/plain; charset=utf-8',
};

const healthy: ApiAnswer = {
  text: 'ok',
  contentType: 'text/plain; charset=utf-8',
};

function openapiV3(context: ApiContext, path: string): ApiAnswer {
  const document = openapiDocument(
    context.store,
    path.replace('/openapi/v3/', ''),
  );
  if (!document) {
    throw ApiStatusError.notServed();
  }
  return { body: document };
}

/** Protobuf is all that older clients ask for here; they fall back by themselves. */
function openapiSwagger(
  context: ApiContext,
  { headers }: ApiRequest,
): ApiAnswer {
  const accept = headers.accept ?? '*/*';
  if (!/json|\*\/\*/.test(accept)) {
    throw new ApiStatusError({
      code: 406,
      reason: 'NotAcceptable',
      message: 'only the following media types are accepted: application/json',
    });
  }
  return { body: openapiV2(context.store) };
}

function groupDiscovery(context: ApiContext, path: string): ApiAnswer {
  const [root, ...rest] = path.split('/').filter(Boolean);
  const [group, version] = root === 'api' ? ['', rest[0]] : rest;
  const document =
    version === undefined
      ? groupOf(context.store, group)
      : resourceList(context.store, group, version);
  return document ? { body: document } : NOTHING_THERE;
}

/** Everything that is not a resource: health, version, discovery and OpenAPI. */
export function answerPath(
  context: ApiContext,
  request: ApiRequest,
  path: string,
): ApiAnswer {
  switch (path) {
    case '/healthz':
    case '/livez':
    case '/readyz':
      return healthy;
    case '/version':
      return { body: VERSION };
    case '/api':
      return wantsAggregated(request)
        ? {
            body: aggregatedDiscovery(context.store, 'core'),
            contentType: AGGREGATED,
          }
        : { body: coreVersions(request.headers.host ?? '') };
    case '/apis':
      return wantsAggregated(request)
        ? {
            body: aggregatedDiscovery(context.store, 'groups'),
            contentType: AGGREGATED,
          }
        : { body: groupList(context.store) };
    case '/openapi/v2':
      return openapiSwagger(context, request);
    case '/openapi/v3':
      return { body: openapiIndex(context.store) };
    default:
      break;
  }
  if (path.startsWith('/openapi/v3/')) {
    return openapiV3(context, path);
  }
  if (path.startsWith('/api/') || path.startsWith('/apis/')) {
    return groupDiscovery(context, path);
  }
  return NOTHING_THERE;
}
