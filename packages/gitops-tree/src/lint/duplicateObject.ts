import type { Finding, TreeObject } from '../types';
import type { LintRule } from './LintRule';

/**
 * One object, two owners: Flux writes it back and forth, and removing one app
 * takes the object from the other. Equal copies are only a risk.
 */
export const duplicateObject: LintRule = {
  name: 'duplicate-object',
  check: ({ applied }) => {
    const owners = new Map<string, TreeObject>();
    const findings: Omit<Finding, 'rule'>[] = [];
    for (const object of applied) {
      const key = `${object.kind}.${object.group}/${object.namespace ?? ''}/${
        object.name
      }`;
      const first = owners.get(key);
      if (!first || object.name.includes('$')) {
        owners.set(key, first ?? object);
      } else if (ownerOf(first) !== ownerOf(object)) {
        const isSame =
          JSON.stringify(first.manifest) === JSON.stringify(object.manifest);
        findings.push({
          severity: isSame ? 'warning' : 'error',
          file: object.file,
          line: object.line,
          column: object.column,
          message: `${object.kind} ${object.namespace ?? ''}/${
            object.name
          } is applied by the Kustomizations ${ownerOf(first)} (${
            first.file
          }) and ${ownerOf(object)}`,
          mend: 'Let one of them own it: give it another name, or move it to a place that both depend on.',
        });
      }
    }
    return findings;
  },
};

function ownerOf({ chain }: TreeObject): string {
  return chain[chain.length - 1] ?? '';
}
