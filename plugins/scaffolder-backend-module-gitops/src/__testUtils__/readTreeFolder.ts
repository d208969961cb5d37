import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The text files of a folder by path, without `.git`. */
export function readTreeFolder(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return new Map(
    files
      .map(file => [relative(folder, file).split(sep).join('/'), file] as const)
      .filter(([path]) => !path.startsWith('.git/'))
      .map(([path, file]) => [path, readFileSync(file, 'utf8')] as const),
  );
}
