import type { TreeIndex } from '@homestage/gitops-tree';

/** Whether Argo CD applies the tree, and Flux nothing of it. */
export function isAppliedByArgo({
  kustomizations,
  applications,
}: TreeIndex): boolean {
  return applications.length > 0 && kustomizations.length === 0;
}
