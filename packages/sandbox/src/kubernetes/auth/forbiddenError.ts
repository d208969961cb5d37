import { ApiStatusError } from '../ApiStatusError';
import { AccessAttributes } from './isAllowed';

/** The refusal of RBAC, in its own words. */
export function forbiddenError(user: string, wanted: AccessAttributes) {
  if ('path' in wanted) {
    return ApiStatusError.forbidden(
      `forbidden: User "${user}" cannot ${wanted.verb} path "${wanted.path}"`,
      {},
    );
  }
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const full = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const what = `${group ? `${resource}.${group}` : resource}${
    name ? ` "${name}"` : ''
  }`;
  return ApiStatusError.forbidden(
    `${what} is forbidden: User "${user}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`,
    {
      ...(name ? { name } : {}),
      ...(group ? { group } : {}),
      kind: resource,
    },
  );
}
