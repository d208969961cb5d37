import { treePath } from '../paths/treePath';
import type { ParsedFiles } from '../read/ParsedFiles';
import { KUSTOMIZATION_FILE_NAMES } from './KustomizationFile';

/** Path of a directory's kustomization file; undefined when it has none. */
export function findKustomizationFile(
  files: ParsedFiles,
  directory: string,
): string | undefined {
  const names = files.directory(directory)?.files;
  const name = KUSTOMIZATION_FILE_NAMES.find(candidate =>
    names?.has(candidate),
  );
  return name && treePath(directory, name);
}
