import type { TreeIndex } from '@homestage/gitops-tree';
import { isAppliedByArgo } from './isAppliedByArgo';

/** An annotation, as a manifest writes it. */
export interface Annotation {
  readonly key: string;
  readonly value: string;
}

/**
 * What keeps an object when its file is gone: what applies the tree then leaves
 * it alone. Argo CD has two words, because with a directory goes its Application,
 * and with that all that it made.
 */
export function keptObject(index: TreeIndex): Annotation {
  return isAppliedByArgo(index)
    ? {
        key: 'argocd.argoproj.io/sync-options',
        value: 'Delete=false,Prune=false',
      }
    : { key: 'kustomize.toolkit.fluxcd.io/prune', value: 'disabled' };
}
