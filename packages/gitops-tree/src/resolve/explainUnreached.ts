import { findKustomizationFile } from '../build/findKustomizationFile';
import { directoryOf } from '../paths/directoryOf';
import { isInside } from '../paths/isInside';
import { treePath } from '../paths/treePath';
import { field } from '../read/field';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textList } from '../read/textList';

/** Why no build read a file. */
export interface Unreached {
  readonly state: 'not-referenced' | 'commented-out';
  readonly reason: string;
}

export interface ExplainOptions {
  readonly files: ParsedFiles;
  /** Files that some build read. */
  readonly read: ReadonlySet<string>;
  /** Where every Flux Kustomization of the tree is written, and its path. */
  readonly pointers: readonly {
    readonly file: string;
    readonly path: string | undefined;
  }[];
}

/** Climbs from a file through the lists that should lead to it, to the one that does not. */
export function explainUnreached(
  file: string,
  options: ExplainOptions,
): Unreached {
  const visited = new Set<string>();
  let current = file;
  while (!visited.has(current)) {
    visited.add(current);
    const list = findList(current, options);
    if (list) {
      const verdict = askList(list, current, options);
      if (verdict) {
        return verdict;
      }
      current = list;
      continue;
    }
    const pointer = findPointer(current, options);
    if (!pointer) {
      break;
    }
    current = pointer;
  }
  return {
    state: 'not-referenced',
    reason: `no Kustomization that is applied leads to ${current}`,
  };
}

/** The kustomization file that should list the path: in its own directory, else above, below the Kustomization that points there. */
function findList(
  path: string,
  { files, pointers }: ExplainOptions,
): string | undefined {
  const pointed = new Set(pointers.map(pointer => pointer.path));
  const isList = findKustomizationFile(files, directoryOf(path)) === path;
  if (isList && pointed.has(directoryOf(path))) {
    return undefined;
  }
  let directory = isList ? directoryOf(directoryOf(path)) : directoryOf(path);
  for (;;) {
    const list = findKustomizationFile(files, directory);
    if (list && list !== path) {
      return list;
    }
    if (directory === '' || pointed.has(directory)) {
      return undefined;
    }
    directory = directoryOf(directory);
  }
}

/** An unapplied Kustomization whose path holds the file: the longest path wins. */
function findPointer(
  path: string,
  { pointers, read }: ExplainOptions,
): string | undefined {
  return pointers
    .filter(
      candidate =>
        candidate.path !== undefined &&
        candidate.file !== path &&
        isInside(path, candidate.path) &&
        !read.has(candidate.file),
    )
    .sort(
      (one, other) => (other.path ?? '').length - (one.path ?? '').length,
    )[0]?.file;
}

function askList(
  list: string,
  path: string,
  { files }: ExplainOptions,
): Unreached | undefined {
  const directory = directoryOf(list);
  const leadsTo = (entry: string) => {
    const target = treePath(directory, entry);
    return target !== undefined && target !== '' && isInside(path, target);
  };
  const value = files.parse(list)?.documents[0]?.value;
  const entries = [
    ...textList(value, 'resources'),
    ...textList(value, 'components'),
    ...textList(value, 'bases'),
  ];
  if (entries.some(leadsTo)) {
    return undefined;
  }
  const line = findCommentedEntry(files.files.get(list) ?? '', leadsTo);
  if (line !== undefined) {
    return {
      state: 'commented-out',
      reason: `its entry is commented out in ${list}, line ${line}`,
    };
  }
  if (field(value, 'kind') === 'Component') {
    return {
      state: 'not-referenced',
      reason: `the component ${list} does not list it`,
    };
  }
  return { state: 'not-referenced', reason: `${list} does not list it` };
}

const COMMENTED = /^\s*#[\s#]*-\s+["']?([^\s"'#]+)["']?/;

function findCommentedEntry(
  text: string,
  leadsTo: (entry: string) => boolean,
): number | undefined {
  const index = text.split('\n').findIndex(line => {
    const entry = COMMENTED.exec(line)?.[1];
    return entry !== undefined && leadsTo(entry);
  });
  return index < 0 ? undefined : index + 1;
}
