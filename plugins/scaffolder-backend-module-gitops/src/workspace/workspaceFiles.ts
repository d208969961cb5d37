import {
  lstat,
  mkdir,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { RECORD_DIRECTORY } from './editRecord';

/** A change that people review has tens of files, not thousands. */
const MAX_FILES = 500;
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * All files of the workspace by their path in the tree, sorted. Throws
 * InputError for what cannot be part of a change: links, huge files, too many.
 */
export async function readWorkspaceFiles(
  workspacePath: string,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const path of await listFiles(workspacePath)) {
    const absolute = resolveSafeChildPath(workspacePath, path);
    const { size } = await lstat(absolute);
    if (size > MAX_FILE_BYTES) {
      throw new InputError(
        `${path} has ${size} bytes; a file of a change has at most ${MAX_FILE_BYTES}.`,
      );
    }
    files.set(path, await readFile(absolute, 'utf8'));
  }
  return files;
}

/** Writes a file of the tree into the workspace, with its directories. */
export async function writeWorkspaceFile(
  workspacePath: string,
  path: string,
  text: string,
): Promise<void> {
  const absolute = resolveSafeChildPath(workspacePath, path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, text);
}

/** Takes files out of the workspace; those that are not there are gone already. */
export async function removeWorkspaceFiles(
  workspacePath: string,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    await rm(resolveSafeChildPath(workspacePath, path), { force: true });
  }
}

async function listFiles(workspacePath: string): Promise<string[]> {
  const entries = await readdir(workspacePath, {
    recursive: true,
    withFileTypes: true,
  });
  const paths: string[] = [];
  for (const entry of entries) {
    const path = relative(workspacePath, join(entry.parentPath, entry.name))
      .split(sep)
      .join('/');
    if (path === RECORD_DIRECTORY || path.startsWith(`${RECORD_DIRECTORY}/`)) {
      continue;
    }
    if (entry.isSymbolicLink()) {
      throw new InputError(`${path} is a link; a change holds files only.`);
    }
    if (entry.isFile()) {
      paths.push(path);
    }
  }
  if (paths.length > MAX_FILES) {
    throw new InputError(
      `The workspace holds ${paths.length} files; a change has at most ${MAX_FILES}. Does the template copy a whole repository?`,
    );
  }
  return paths.sort();
}
