import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Git's own word for a name that leads nowhere. */
const NO_SUCH_OBJECT = 128;

/**
 * Text of one file on a branch of a bare repository; undefined when the branch
 * or the file does not exist.
 * @public
 */
export async function readGitFile(
  directory: string,
  branch: string,
  file: string,
): Promise<string | undefined> {
  try {
    const name = `refs/heads/${branch}:${file}`;
    const { stdout } = await run('git', [
      '-C',
      directory,
      'cat-file',
      'blob',
      name,
    ]);
    return stdout;
  } catch (error) {
    if ((error as { code?: unknown }).code === NO_SUCH_OBJECT) return undefined;
    throw error;
  }
}
