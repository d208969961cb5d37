import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder that `node scripts/tools.mjs` and `node scripts/crds.mjs` write to. */
const REAL = path.resolve(
  path.dirname(require.resolve('@homestage/real-components/package.json')),
  '../../.tools/real',
);

/**
 * The file of a real program, by the name that `node scripts/tools.mjs` knows it.
 *
 * @throws when it was not built yet, saying with which command it is
 */
export function toolFile(name: string): string {
  const link = path.join(REAL, 'bin', name);
  if (!existsSync(link)) {
    throw new Error(
      `${name} is not built. Build it with \`node scripts/tools.mjs ${name}\`.`,
    );
  }
  return realpathSync(link);
}

/** A folder of files that a program reads while it runs; see `assets` in its recipe. */
export function toolAssets(name: string, folder: string): string {
  return path.join(path.dirname(toolFile(name)), 'assets', folder);
}

/**
 * Where the CustomResourceDefinitions (`yaml`) or the JSON schemas of all kinds
 * (`schemas`) lie.
 *
 * @throws when they were not written yet, saying with which command they are
 */
export function definitionsFolder(part: 'yaml' | 'schemas'): string {
  const folder = path.join(REAL, 'definitions', part);
  if (!existsSync(folder)) {
    throw new Error(
      'The definitions are not there. Write them with `node scripts/crds.mjs`.',
    );
  }
  return realpathSync(folder);
}

/** Folders as people put them into PATH: all programs that are built. */
export const TOOL_PATH = path.join(REAL, 'bin');
