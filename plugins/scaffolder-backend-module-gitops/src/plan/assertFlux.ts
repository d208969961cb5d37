import { InputError } from '@backstage/errors';
import type { TreeIndex } from '@homestage/gitops-tree';

/**
 * Throws InputError for a tree that Argo CD applies: the files of something new
 * would name Flux Kustomizations that nothing there reads. Changes of what the
 * tree has do not ask.
 */
export function assertFlux({ kustomizations, applications }: TreeIndex): void {
  const [application] = applications;
  if (application && kustomizations.length === 0) {
    throw new InputError(
      `repository: Argo CD applies this tree (${application.kind} ${application.name}, ${application.file}, line ${application.line}), and this form writes for Flux only. Add the directory by hand; what is there already can be changed by the other forms.`,
    );
  }
}
