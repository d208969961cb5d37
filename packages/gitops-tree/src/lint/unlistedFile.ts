import type { TreeObject } from '../types';
import type { LintRule } from './LintRule';

/**
 * Manifests that nothing applies though a kustomization lies above them. One
 * finding for all files with one reason. What is commented out is left out on
 * purpose.
 */
export const unlistedFile: LintRule = {
  name: 'unlisted-file',
  check: ({ index }) => {
    const byReason = new Map<string, TreeObject[]>();
    for (const object of index.objects) {
      const { state, reason = '', file } = object;
      const group = byReason.get(reason) ?? [];
      if (
        state === 'not-referenced' &&
        !group.some(other => other.file === file)
      ) {
        byReason.set(reason, [...group, object]);
      }
    }
    return Array.from(byReason, ([reason, objects]) => {
      const [first, ...others] = objects;
      const more =
        others.length > 0
          ? ` and ${others.length} more (the last is ${
              others[others.length - 1].file
            })`
          : '';
      return {
        severity: 'warning' as const,
        file: first.file,
        line: first.line,
        column: first.column,
        message: `Nothing applies this file${more}: ${reason}`,
        mend: 'List it in the kustomization, or remove it.',
      };
    });
  },
};
