import type { TreeIndex } from '@homestage/gitops-tree';
import type { AppPlace } from './placeApp';

/** What the owner of a tree of Argo CD has to know of a new app; nothing in a tree of Flux. */
export function argoNotes({ appliedBy }: AppPlace, index: TreeIndex): string[] {
  if (appliedBy !== 'argo-cd') {
    return [];
  }
  const hasCharts = [...index.files].some(
    ([file, text]) =>
      /(^|\/)kustomization\.ya?ml$/.test(file) && /^helmCharts:/m.test(text),
  );
  return hasCharts
    ? []
    : [
        '- It is the first app of this tree that kustomize builds from a chart. Argo CD does so with `kustomize.buildOptions: --enable-helm` in its ConfigMap `argocd-cm`; look there before you merge.',
      ];
}
