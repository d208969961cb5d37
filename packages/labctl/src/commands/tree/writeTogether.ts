import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileInTree } from './treePaths';

export interface TreeChanges {
  /** Path to new text. */
  writes: ReadonlyMap<string, string>;
  /** Paths that go. */
  removals: readonly string[];
}

const NEW = '.labctl-new';
const OLD = '.labctl-old';

/**
 * Writes and removes files of a folder, all or none: the new texts are written
 * beside the files first, and when anything fails every file is put back.
 *
 * @throws what failed, after everything was put back.
 */
export function writeTogether(folder: string, changes: TreeChanges): void {
  const made: string[] = [];
  const staged: string[] = [];
  const moved: { file: string; hadOld: boolean }[] = [];
  const writes = [...changes.writes].map(([path, text]) => ({
    file: fileInTree(folder, path),
    text,
  }));
  const removals = changes.removals.map(path => fileInTree(folder, path));
  try {
    for (const { file, text } of writes) {
      const created = mkdirSync(dirname(file), { recursive: true });
      if (created) {
        made.push(created);
      }
      writeFileSync(file + NEW, text);
      staged.push(file + NEW);
    }
    for (const file of [...writes.map(write => write.file), ...removals]) {
      const hadOld = existsSync(file);
      if (hadOld) {
        renameSync(file, file + OLD);
      }
      moved.push({ file, hadOld });
      if (existsSync(file + NEW)) {
        renameSync(file + NEW, file);
      }
    }
  } catch (error) {
    putBack({ staged, moved, made });
    throw error;
  }
  moved.forEach(({ file }) => rmSync(file + OLD, { force: true }));
  removals.forEach(file => removeEmptyFolders(folder, dirname(file)));
}

function putBack(state: {
  staged: readonly string[];
  moved: readonly { file: string; hadOld: boolean }[];
  made: readonly string[];
}): void {
  for (const { file, hadOld } of state.moved) {
    rmSync(file, { force: true });
    if (hadOld) {
      renameSync(file + OLD, file);
    }
  }
  state.staged.forEach(file => rmSync(file, { force: true }));
  state.made.forEach(made => rmSync(made, { recursive: true, force: true }));
}

function removeEmptyFolders(folder: string, from: string): void {
  let current = from;
  while (current !== folder && current !== join(folder)) {
    try {
      rmdirSync(current);
    } catch {
      // Something else lies in it, so it stays, and so does what is above.
      return;
    }
    current = dirname(current);
  }
}
