import { relative, sep } from 'node:path';

/** A path as a person would write it: relative below where they are, else absolute. */
export function shownPath(path: string, cwd: string): string {
  const way = relative(cwd, path);
  return way === '..' || way.startsWith(`..${sep}`) ? path : way || '.';
}
