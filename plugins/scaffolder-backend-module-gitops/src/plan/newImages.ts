import type { TreeImageUse, TreeIndex } from '@homestage/gitops-tree';
import type { ProposedFile } from '@homestage/backstage-plugin-gitops-node';
import { treeAfter } from './treeAfter';

/** An image that a change brings, and the first place that names it. */
export interface NewImage {
  readonly image: string;
  readonly use: TreeImageUse;
}

/** The images that the tree has after the change and had nowhere before. */
export function newImages(
  index: TreeIndex,
  changes: readonly ProposedFile[],
): NewImage[] {
  const before = new Set(index.images.map(referenceOf));
  const brought = new Map<string, TreeImageUse>();
  for (const use of treeAfter(index, changes).images) {
    const image = referenceOf(use);
    if (!before.has(image) && !brought.has(image)) {
      brought.set(image, use);
    }
  }
  return [...brought].map(([image, use]) => ({ image, use }));
}

function referenceOf({ repository, tag, digest }: TreeImageUse): string {
  return [repository, tag && `:${tag}`, digest && `@${digest}`]
    .filter(Boolean)
    .join('');
}
