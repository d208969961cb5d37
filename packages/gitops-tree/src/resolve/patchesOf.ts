import type { KustomizeResource } from '../build/KustomizeResource';
import type { TreeObject } from '../types';

/** What changed a resource that an object applies; nothing for most. */
export function patchesOf(
  owner: TreeObject,
  { patchedBy, isPatchedBySpec }: KustomizeResource,
): Pick<TreeObject, 'patchedBy'> | undefined {
  return patchedBy.size > 0 || isPatchedBySpec
    ? { patchedBy: [...patchedBy, ...(isPatchedBySpec ? [owner.file] : [])] }
    : undefined;
}
