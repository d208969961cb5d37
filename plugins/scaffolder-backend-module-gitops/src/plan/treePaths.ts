import type { FileSet } from '@homestage/gitops-tree';

const KUSTOMIZATION_NAMES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** The kustomization of a directory; undefined where Flux makes the list itself. */
export function findList(
  directory: string,
  files: FileSet,
): string | undefined {
  return KUSTOMIZATION_NAMES.map(name => join(directory, name)).find(path =>
    files.has(path),
  );
}

/** Files in a directory and below, sorted. */
export function filesIn(directory: string, files: FileSet): string[] {
  const prefix = `${directory}/`;
  return [...files.keys()].filter(path => path.startsWith(prefix)).sort();
}

/** The directory above; empty for the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path of its parts; empty ones do not count. */
export function join(...parts: string[]): string {
  return parts.filter(part => part !== '').join('/');
}
