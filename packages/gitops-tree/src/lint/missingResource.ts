import { isRemote } from '../build/isRemote';
import { KUSTOMIZATION_FILE_NAMES } from '../build/KustomizationFile';
import { baseName } from '../paths/baseName';
import { directoryOf } from '../paths/directoryOf';
import { isInside } from '../paths/isInside';
import { treePath } from '../paths/treePath';
import { textList } from '../read/textList';
import type { LintRule } from './LintRule';

/** A list entry that leads nowhere, in any kustomization of the tree; the ones that are applied stop at build time and are told from there. */
export const missingResource: LintRule = {
  name: 'missing-resource',
  check: ({ index, parsed }) => {
    const told = new Set(
      index.problems
        .filter(({ rule }) => rule === 'missing-resource')
        .map(({ file }) => file),
    );
    return [...index.files.keys()]
      .filter(
        file =>
          KUSTOMIZATION_FILE_NAMES.includes(baseName(file)) &&
          isInside(file, index.root) &&
          !told.has(file),
      )
      .flatMap(file => {
        const value = parsed.parse(file)?.documents[0]?.value;
        const lines = (index.files.get(file) ?? '').split('\n');
        return [
          ...textList(value, 'resources'),
          ...textList(value, 'components'),
        ]
          .filter(entry => {
            const path = treePath(directoryOf(file), entry);
            return (
              !isRemote(entry) &&
              (path === undefined ||
                (!index.files.has(path) && !parsed.directory(path)))
            );
          })
          .map(entry => ({
            severity: 'warning' as const,
            file,
            line: lines.findIndex(line => line.includes(entry)) + 1 || 1,
            column: 1,
            message: `${entry} is listed, but there is no such file or directory`,
            mend: 'Add the file, or remove the entry.',
          }));
      });
  },
};
