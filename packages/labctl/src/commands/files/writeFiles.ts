import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure } from '../CommandFailure';
import { isBelow } from './readInputFile';

/** A file to be: its text, and its mode when it is not the usual one. */
export interface FileToWrite {
  readonly text: string;
  /** Unset: 0644. */
  readonly mode?: number;
}

/** Path below the folder to what shall be there; `null`: nothing. */
export type FileChanges = ReadonlyMap<string, FileToWrite | string | null>;

/** Where a write is prepared, on the same disk. Its being there is the lock. */
const STAGE = '.labctl-write';
const JOURNAL = 'journal.json';

interface JournalEntry {
  readonly path: string;
  readonly hadFile: boolean;
  /** Directories that were made for it, deepest last. */
  readonly madeDirectories: readonly string[];
}

interface Journal {
  readonly pid: number;
  readonly entries: readonly JournalEntry[];
}

/**
 * Writes all changes or none. Everything is written beside first and then moved
 * into place; what fails on the way is moved back, and what was cut off by a
 * crash is moved back by the next call.
 *
 * @throws CommandFailure when a path leads out of the folder, is in the way, or
 * the disk refuses.
 */
export function writeFiles(folder: string, changes: FileChanges): void {
  mkdirSync(folder, { recursive: true });
  recover(folder);
  const wanted = [...changes].filter(
    ([path, change]) => change !== null || existsSync(join(folder, path)),
  );
  wanted.forEach(([path]) => checkPath(folder, path));
  if (wanted.length === 0) {
    return;
  }
  const stage = join(folder, STAGE);
  mkdirSync(stage);
  // A key press must not cut it in the middle.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    stageFiles(stage, wanted);
    moveIntoPlace(folder, wanted);
  } catch (error) {
    rollBack(folder);
    throw new CommandFailure(
      `nothing was written: ${
        error instanceof Error ? error.message : String(error)
      }`,
      { cause: error },
    );
  } finally {
    process.off('SIGINT', ignore);
  }
  rmSync(stage, { recursive: true, force: true });
}

/**
 * Moves back what a call before was cut off in. Does nothing in a folder that is
 * as it should be.
 *
 * @throws CommandFailure while another process writes.
 */
export function recover(folder: string): void {
  const stage = join(folder, STAGE);
  if (!existsSync(stage)) {
    return;
  }
  const journal = readJournal(stage);
  if (journal && journal.pid !== process.pid && isAlive(journal.pid)) {
    throw new CommandFailure(
      `process ${journal.pid} is writing into ${folder}; wait for it`,
    );
  }
  rollBack(folder);
}

function stageFiles(
  stage: string,
  wanted: readonly [string, FileToWrite | string | null][],
): void {
  mkdirSync(join(stage, 'new'));
  mkdirSync(join(stage, 'old'));
  for (const [index, [, change]] of wanted.entries()) {
    if (change !== null) {
      const { text, mode = 0o644 } =
        typeof change === 'string' ? { text: change } : change;
      writeFileSync(join(stage, 'new', String(index)), text, { mode });
    }
  }
}

function moveIntoPlace(
  folder: string,
  wanted: readonly [string, FileToWrite | string | null][],
): void {
  const stage = join(folder, STAGE);
  const entries = wanted.map(([path]) => ({
    path,
    hadFile: existsSync(join(folder, path)),
    madeDirectories: missingDirectories(folder, path),
  }));
  const journal: Journal = { pid: process.pid, entries };
  writeFileSync(join(stage, JOURNAL), JSON.stringify(journal));
  for (const [index, [path, change]] of wanted.entries()) {
    const target = join(folder, path);
    if (entries[index].hadFile) {
      renameSync(target, join(stage, 'old', String(index)));
    }
    if (change !== null) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(stage, 'new', String(index)), target);
    }
  }
  // From here on the new state counts.
  rmSync(join(stage, JOURNAL));
  wanted
    .filter(([, change]) => change === null)
    .forEach(([path]) => removeEmptyDirectories(folder, path));
}

function rollBack(folder: string): void {
  const stage = join(folder, STAGE);
  const { entries } = readJournal(stage) ?? { entries: [] };
  for (const [index, entry] of [...entries.entries()].reverse()) {
    const target = join(folder, entry.path);
    const old = join(stage, 'old', String(index));
    const isMoved = !existsSync(join(stage, 'new', String(index)));
    if (existsSync(old)) {
      renameSync(old, target);
    } else if (!entry.hadFile && isMoved) {
      rmSync(target, { force: true });
    }
    [...entry.madeDirectories].reverse().forEach(removeIfEmpty);
  }
  rmSync(stage, { recursive: true, force: true });
}

function checkPath(folder: string, path: string): void {
  const target = join(folder, path);
  if (!isBelow(target, folder) || target === folder) {
    throw new CommandFailure(`${path} would lie outside of ${folder}`);
  }
  let parent = dirname(target);
  while (!existsSync(parent)) {
    parent = dirname(parent);
  }
  if (!lstatSync(realpathSync(parent)).isDirectory()) {
    throw new CommandFailure(
      `${path} cannot be written: a file is where its folder would be`,
    );
  }
  if (!isBelow(realpathSync(parent), realpathSync(folder))) {
    throw new CommandFailure(
      `${path} would be written through a symbolic link out of ${folder}`,
    );
  }
  const info = lstatSync(target, { throwIfNoEntry: false });
  if (info && !info.isFile()) {
    throw new CommandFailure(
      `${path} is ${
        info.isDirectory() ? 'a directory' : 'not a regular file'
      }; move it out of the way`,
    );
  }
}

function missingDirectories(folder: string, path: string): string[] {
  const missing: string[] = [];
  for (
    let at = dirname(join(folder, path));
    at !== folder && !existsSync(at);
    at = dirname(at)
  ) {
    missing.unshift(at);
  }
  return missing;
}

function removeEmptyDirectories(folder: string, path: string): void {
  for (
    let at = dirname(join(folder, path));
    at !== folder && isBelow(at, folder) && removeIfEmpty(at);
    at = dirname(at)
  );
}

function removeIfEmpty(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch {
    // Not empty, or gone already: either is what it should be.
    return false;
  }
}

function readJournal(stage: string): Journal | undefined {
  const path = join(stage, JOURNAL);
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Journal)
    : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process.
    return false;
  }
}
