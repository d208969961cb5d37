import { FileSet, resolveTree } from '@homestage/gitops-tree';

/** How many HelmReleases a tree asks for. */
export function releasesIn(files: FileSet): number {
  return resolveTree(files, { root: '' }).helmReleases.length;
}
