import { ApiStatusError } from '../ApiStatusError';

/** What a path names: a resource of the API, or something beside it. */
export type RequestTarget =
  | { type: 'path'; path: string }
  | {
      type: 'resource';
      group: string;
      version: string;
      plural: string;
      namespace?: string;
      name?: string;
      subresource?: string;
    };

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Only a malformed escape throws; the client is to hear of it.
    throw ApiStatusError.badRequest(
      `the path segment "${segment}" is not a valid escape`,
    );
  }
}

/**
 * Reads a path of the Kubernetes API: `/api/v1/...` and `/apis/GROUP/VERSION/...`,
 * with `namespaces/NS/` before what is namespaced. All else is a plain path.
 */
export function requestTarget(path: string): RequestTarget {
  const segments = path.split('/').filter(Boolean).map(decode);
  const isCore = segments[0] === 'api';
  const rest = segments.slice(isCore ? 2 : 3);
  if ((!isCore && segments[0] !== 'apis') || rest.length === 0) {
    return { type: 'path', path: path.replace(/(.)\/$/, '$1') };
  }
  const group = isCore ? '' : segments[1];
  const version = isCore ? segments[1] : segments[2];
  // `namespaces/x` is the namespace itself, `namespaces/x/status` and `finalize` belong to it.
  const isInNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !(rest.length === 3 && ['status', 'finalize'].includes(rest[2]));
  const [plural, name, ...subresource] = isInNamespace ? rest.slice(2) : rest;
  return {
    type: 'resource',
    group,
    version,
    plural,
    ...(isInNamespace ? { namespace: rest[1] } : {}),
    ...(name === undefined ? {} : { name }),
    ...(subresource.length > 0 ? { subresource: subresource.join('/') } : {}),
  };
}
