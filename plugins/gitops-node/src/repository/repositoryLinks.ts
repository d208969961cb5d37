import type { ForgeKind, RepositoryInfo } from '../types/RepositoryInfo';

interface LinkShape {
  /** What stands between the repository and the branch, for a file and a directory. */
  readonly file: string;
  readonly directory: string;
  readonly commit: string;
}

/** Web addresses as the forges' own pages write them. */
const SHAPES: Readonly<Record<ForgeKind, LinkShape>> = {
  gitea: { file: 'src/branch', directory: 'src/branch', commit: 'commit' },
  github: { file: 'blob', directory: 'tree', commit: 'commit' },
  gitlab: { file: '-/blob', directory: '-/tree', commit: '-/commit' },
};

const encode = (path: string) =>
  path.split('/').map(encodeURIComponent).join('/');

type Place = Pick<RepositoryInfo, 'kind' | 'url' | 'branch'>;

/** Web address of a file, at a line when given. */
export function fileUrl(place: Place, path: string, line?: number): string {
  const anchor = line === undefined ? '' : `#L${line}`;
  const middle = SHAPES[place.kind].file;
  return `${place.url}/${middle}/${encode(place.branch)}/${encode(
    path,
  )}${anchor}`;
}

/** Web address of a directory, without a slash at its end. */
export function directoryUrl(place: Place, path: string): string {
  const middle = SHAPES[place.kind].directory;
  const base = `${place.url}/${middle}/${encode(place.branch)}`;
  return path ? `${base}/${encode(path)}` : base;
}

/** Web address of a commit. */
export function commitUrl(place: Place, commit: string): string {
  return `${place.url}/${SHAPES[place.kind].commit}/${commit}`;
}

/**
 * The address under which Backstage's URL readers read the root of a branch or,
 * with a commit, of exactly that commit.
 */
export function treeUrl(place: Place): string {
  // A branch with slashes is one segment for the URL readers.
  const ref = encodeURIComponent(place.branch);
  return `${place.url}/${SHAPES[place.kind].directory}/${ref}/`;
}
