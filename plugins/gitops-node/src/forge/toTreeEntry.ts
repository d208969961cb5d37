import type { FileChange } from '../types/Forge';

const REGULAR_FILE = '100644';

/** One entry of GitHub's `POST /git/trees`. `sha: null` removes the file. */
export type GithubTreeEntry = {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob';
} & ({ readonly content: string } | { readonly sha: null });

/**
 * @param mode - of the file as it is, so that what can be run stays so; unset:
 *   a regular file
 */
export function toTreeEntry(
  change: FileChange,
  mode?: string,
): GithubTreeEntry {
  const entry = {
    path: change.path,
    mode: mode ?? REGULAR_FILE,
    type: 'blob',
  } as const;
  return change.kind === 'delete'
    ? { ...entry, sha: null }
    : { ...entry, content: change.text };
}
