import { directoryOf } from '../../paths/directoryOf';
import type { ParsedFiles } from '../../read/ParsedFiles';
import type { TreeApplication, TreeObject } from '../../types';
import { keyOf } from '../keyOf';
import { isApplication, isApplicationSet } from './argoKinds';

/**
 * The directory that a person would call the app of each Application: the one
 * it applies, or the one above where that keeps its parts side by side (`app`
 * and others, as trees of Flux have it). One that only brings other
 * Applications is no app, and one whose files are elsewhere has no directory.
 */
export function applicationDirectories(
  files: ParsedFiles,
  sources: {
    readonly applications: readonly TreeApplication[];
    readonly objects: readonly TreeObject[];
  },
): ReadonlyMap<TreeApplication, string> {
  const parents = new Set(
    sources.objects
      .filter(
        ({ manifest }) => isApplication(manifest) || isApplicationSet(manifest),
      )
      .flatMap(({ chain }) => chain.slice(-1)),
  );
  const directories = new Map<TreeApplication, string>();
  for (const application of sources.applications) {
    const path = application.paths.find(candidate => candidate !== '');
    if (path !== undefined && !parents.has(keyOf(application))) {
      const above = directoryOf(path);
      const hasParts =
        above !== '' && files.directory(above)?.directories.has('app');
      directories.set(application, hasParts ? above : path);
    }
  }
  return directories;
}
