import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { decodeText, MAX_INPUT_BYTES } from '../../read/decodeText';
import type { InputFile } from '../../read/LabSource';
import { CommandFailure } from '../CommandFailure';

/**
 * Reads an input file.
 *
 * @param path - absolute
 * @param options - `name`: what the person knows it as; `tree`: what it may not
 * lead out of by a symbolic link
 * @throws CommandFailure with one sentence for everything that is not a readable
 * UTF-8 text of usual size.
 */
export function readInputFile(
  path: string,
  options: { name: string; tree: string },
): InputFile {
  const { name, tree } = options;
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) {
    throw new CommandFailure(
      lstatSync(path, { throwIfNoEntry: false })
        ? `${name} is a symbolic link to nothing`
        : `${name} is missing`,
      { misuse: true },
    );
  }
  if (info.isDirectory()) {
    throw new CommandFailure(`${name} is a directory; a file is needed`);
  }
  if (!info.isFile()) {
    throw new CommandFailure(`${name} is not a regular file`);
  }
  if (!isBelow(realpathSync(path), realpathSync(tree))) {
    throw new CommandFailure(
      `${name} is a symbolic link out of the tree; put the file itself there`,
    );
  }
  if (info.size > MAX_INPUT_BYTES) {
    throw new CommandFailure(
      `${name} is ${Math.ceil(
        info.size / 1_000_000,
      )} MB large; the inputs of a lab have at most ${
        MAX_INPUT_BYTES / 1_000_000
      } MB`,
    );
  }
  const decoded = decodeText(readFileSync(path));
  if ('problem' in decoded) {
    throw new CommandFailure(`${name} ${decoded.problem}`);
  }
  return { path: name, text: decoded.text };
}

/** True for the directory itself and all below it. */
export function isBelow(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return (
    way === '' ||
    (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way)
  );
}

/** The repository a folder is part of: nearest parent with `.git`; else the folder. */
export function treeOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(resolve(at, '.git'), { throwIfNoEntry: false })) {
      return at;
    }
    if (dirname(at) === at) {
      return folder;
    }
  }
}
