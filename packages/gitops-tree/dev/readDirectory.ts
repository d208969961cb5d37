import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileSet } from '../src';

const LEFT_OUT = new Set(['.git', 'node_modules']);

/** Larger files are no manifests; reading them would only cost memory. */
const MAX_BYTES = 8_000_000;

/** The text files of a directory as a file set, in the order of their paths. */
export function readDirectory(directory: string): FileSet {
  const files = new Map<string, string>();
  for (const path of listFiles(directory)) {
    if (statSync(path).size <= MAX_BYTES) {
      files.set(
        relative(directory, path).split(sep).join('/'),
        readFileSync(path, 'utf8'),
      );
    }
  }
  return files;
}

function listFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        return LEFT_OUT.has(entry.name) ? [] : listFiles(path);
      }
      return entry.isFile() ? [path] : [];
    });
}
