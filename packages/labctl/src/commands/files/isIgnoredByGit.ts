import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/** True when Git would never add the file; false as well where there is no Git. */
export function isIgnoredByGit(path: string): boolean {
  return (
    spawnSync('git', ['check-ignore', '--quiet', path], {
      cwd: dirname(path),
      stdio: 'ignore',
    }).status === 0
  );
}
