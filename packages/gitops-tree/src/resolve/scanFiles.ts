import { isInside } from '../paths/isInside';
import type { ParsedFiles } from '../read/ParsedFiles';
import type { Finding } from '../types';
import { readManifests } from './readManifests';
import type { WrittenManifest } from './readManifests';

/** Everything that is written below a root, before anybody asks what is applied. */
export interface ScannedFiles {
  readonly manifests: readonly WrittenManifest[];
  readonly problems: ReadonlyMap<string, Finding>;
}

/** Reads every YAML file below `root`, in the order of the file set. */
export function scanFiles(files: ParsedFiles, root: string): ScannedFiles {
  const manifests: WrittenManifest[] = [];
  const problems = new Map<string, Finding>();
  for (const path of files.files.keys()) {
    if (!/\.ya?ml$/.test(path) || !isInside(path, root)) {
      continue;
    }
    const parsed = files.parse(path);
    if (parsed?.problem) {
      problems.set(path, parsed.problem);
    } else if (parsed) {
      manifests.push(...readManifests(path, parsed));
    }
  }
  return { manifests, problems };
}
