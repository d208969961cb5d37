import { treePath } from '../paths/treePath';
import type { ParsedFiles } from '../read/ParsedFiles';
import { findKustomizationFile } from './findKustomizationFile';

/**
 * The resources Flux takes in a directory that has no kustomization file:
 * every YAML file below it in the order of a directory walk, and whole
 * directories where one has its own kustomization file. Source: the generator
 * of fluxcd/pkg/kustomize.
 */
export function generateResourceList(
  files: ParsedFiles,
  directory: string,
): string[] {
  return walk(files, directory, '.');
}

function walk(files: ParsedFiles, path: string, relative: string): string[] {
  const here = files.directory(path);
  if (!here) {
    return [];
  }
  const names = [...here.files, ...here.directories].sort(byCodeUnits);
  return names.flatMap(name => {
    const child = treePath(path, name) ?? '';
    const childRelative = `${relative}/${name}`;
    if (here.directories.has(name)) {
      return findKustomizationFile(files, child)
        ? [childRelative]
        : walk(files, child, childRelative);
    }
    return /\.ya?ml$/.test(name) ? [childRelative] : [];
  });
}

function byCodeUnits(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
