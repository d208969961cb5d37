import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { LabProblem } from '../../read/LabProblem';
import { checkSopsFile, SOPS_FILE } from '../../secrets/checkSopsFile';
import { decodeText, MAX_INPUT_BYTES } from '../../read/decodeText';
import { listFiles } from '../files/readFolder';
import { shownPath } from '../files/shownPath';

/** Folders of a lab that hold its tree; `labs/` and `templates/` below infra are not part of it. */
const TREE_FOLDERS = ['kubernetes/', 'talos/', 'bootstrap/'];

/** What is wrong with the `*.sops.*` files in the tree of a lab. */
export function sopsProblems(
  folder: string,
  options: { recipients: readonly string[]; cwd: string },
): LabProblem[] {
  return listFiles(folder)
    .filter(path => {
      const below = relative(folder, path).split('\\').join('/');
      return (
        SOPS_FILE.test(below) &&
        (!below.includes('/') ||
          TREE_FOLDERS.some(start => below.startsWith(start)))
      );
    })
    .flatMap(path => {
      const name = shownPath(path, options.cwd);
      const decoded =
        statSync(path).size > MAX_INPUT_BYTES
          ? { problem: 'is too large for a secret' }
          : decodeText(readFileSync(path));
      return 'text' in decoded
        ? checkSopsFile({ path: name, text: decoded.text }, options.recipients)
        : [
            {
              file: name,
              line: 1,
              column: 1,
              rule: 'unreadable-secret',
              severity: 'error' as const,
              field: '',
              message: decoded.problem,
            },
          ];
    });
}
