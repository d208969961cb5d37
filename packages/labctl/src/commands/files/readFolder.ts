import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const LEFT_OUT = new Set(['.git', 'node_modules', '.labctl-write']);

/** The text files below a folder by their path in it, in the order of the paths; symbolic links are not followed. */
export function readFolder(folder: string): Map<string, string> {
  return new Map(
    listFiles(folder).map(path => [
      relative(folder, path).split(sep).join('/'),
      readFileSync(path, 'utf8'),
    ]),
  );
}

/** Absolute paths of the files below a folder, sorted. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return LEFT_OUT.has(entry.name) ? [] : listFiles(path);
      }
      return entry.isFile() ? [path] : [];
    });
}
