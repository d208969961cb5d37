import type { FileSet } from '@homestage/gitops-tree';

const MKDOCS = /(?:^|\/)mkdocs\.ya?ml$/;

/**
 * The directory with the tree's `mkdocs.yml`, empty for the root; the one that
 * lies highest when there are several, undefined when there is none.
 */
export function docsDirectory(files: FileSet | undefined): string | undefined {
  const found = [...(files?.keys() ?? [])]
    .filter(path => MKDOCS.test(path))
    .map(path => path.replace(MKDOCS, ''))
    .sort((a, b) => depth(a) - depth(b) || a.localeCompare(b));
  return found[0];
}

function depth(directory: string): number {
  return directory === '' ? 0 : directory.split('/').length;
}
