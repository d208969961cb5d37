import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CommandFailure } from '../CommandFailure';

/**
 * Where a file of a tree lies on disk.
 *
 * @throws CommandFailure when a link on the way leads out of the folder, or something that is
 * no file lies there: rendering would then write over what is not the lab's.
 */
export function fileInTree(folder: string, path: string): string {
  const file = join(folder, path);
  if (!existsSync(folder)) {
    return file;
  }
  let above = dirname(file);
  while (!existsSync(above)) {
    above = dirname(above);
  }
  const inside = relative(realpathSync(folder), realpathSync(above));
  if (inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new CommandFailure(
      `${path} lies behind a link that leads out of ${folder}: remove the link`,
    );
  }
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) {
    throw new CommandFailure(
      `${path} is ${
        stat.isSymbolicLink() ? 'a link' : 'a folder'
      } where a file is rendered: remove it`,
    );
  }
  return file;
}
