import { resolveTree, type TreeIndex } from '@homestage/gitops-tree';
import type { ProposedFile } from '@homestage/backstage-plugin-gitops-node';

const indexByChanges = new WeakMap<
  readonly ProposedFile[],
  { readonly before: TreeIndex; readonly after: TreeIndex }
>();

/** The tree as it would be with the changes; resolved once for each list of them. */
export function treeAfter(
  index: TreeIndex,
  changes: readonly ProposedFile[],
): TreeIndex {
  const known = indexByChanges.get(changes);
  if (known?.before === index) {
    return known.after;
  }
  const files = new Map(index.files);
  for (const { path, after } of changes) {
    if (after === undefined) {
      files.delete(path);
    } else {
      files.set(path, after);
    }
  }
  const after = resolveTree(files, { root: index.root });
  indexByChanges.set(changes, { before: index, after });
  return after;
}
