import { RequestTarget } from './requestTarget';

const isTrue = (value: string | null) => value === 'true' || value === '1';

/** The verb that RBAC knows a request by; undefined for a method the API does not have. */
export function requestVerb(
  method: string,
  target: RequestTarget,
  query: URLSearchParams,
): string | undefined {
  if (target.type === 'path') {
    return method.toLowerCase();
  }
  const isNamed = target.name !== undefined;
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isTrue(query.get('watch'))) {
        return 'watch';
      }
      return isNamed ? 'get' : 'list';
    case 'POST':
      // A name comes with a subresource that is created, such as an eviction.
      return isNamed && !target.subresource ? undefined : 'create';
    case 'PUT':
      return isNamed ? 'update' : undefined;
    case 'PATCH':
      return isNamed ? 'patch' : undefined;
    case 'DELETE':
      return isNamed ? 'delete' : 'deletecollection';
    default:
      return undefined;
  }
}
