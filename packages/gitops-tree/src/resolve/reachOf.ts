import type { TreeObject } from '../types';
import { keyOf } from './keyOf';
import type { Reach } from './toTreeObject';

/** How what an object applies is reached. */
export function reachOf(
  parent: TreeObject,
  resource: Pick<TreeObject, 'file' | 'manifest'>,
): Reach {
  const chain = [...parent.chain, keyOf(parent)];
  if (parent.state === 'suspended') {
    return {
      chain,
      state: 'suspended',
      reason: parent.reason?.startsWith(parent.file)
        ? `${parent.file} suspends the Kustomization ${parent.name} that applies it`
        : parent.reason,
    };
  }
  const spec = resource.manifest.spec as { suspend?: unknown } | undefined;
  const isSuspended =
    spec?.suspend === true &&
    /toolkit\.fluxcd\.io/.test(resource.manifest.apiVersion);
  return isSuspended
    ? { chain, state: 'suspended', reason: `${resource.file} suspends it` }
    : { chain, state: 'reached' };
}
