import path from 'node:path';

/** Found through the package's own name, so that it is the same folder when built. */
const ROOT = path.dirname(require.resolve('@homestage/sandbox/package.json'));

/** The path of a file or folder that is shipped beside the code of this package. */
export function packageFolder(name: string): string {
  return path.join(ROOT, name);
}
