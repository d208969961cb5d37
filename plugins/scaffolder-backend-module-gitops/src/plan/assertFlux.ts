import { InputError } from '@backstage/errors';
import type { TreeIndex } from '@homestage/gitops-tree';

/** Whether Argo CD applies the tree, and Flux nothing of it. */
export function isAppliedByArgo({
  kustomizations,
  applications,
}: TreeIndex): boolean {
  return applications.length > 0 && kustomizations.length === 0;
}

/**
 * Throws InputError for a tree that Argo CD applies: the files of something new
 * would name Flux Kustomizations that nothing there reads. Changes of what the
 * tree has do not ask.
 */
export function assertFlux(index: TreeIndex): void {
  const [application] = index.applications;
  if (isAppliedByArgo(index)) {
    throw new InputError(
      `repository: Argo CD applies this tree (${application.kind} ${application.name}, ${application.file}, line ${application.line}), and this form writes for Flux only. Add the directory by hand; what is there already can be changed by the other forms.`,
    );
  }
}
