import { ParsedFiles } from '../read/ParsedFiles';
import type { Finding, LintOptions, TreeIndex } from '../types';
import { readSilences } from './readSilences';
import { RULES } from './RULES';

/**
 * Everything that is, or may be, wrong in a tree: what reading and building it
 * has found, and what each rule says. Ordered by file, line and rule. A file
 * silences a rule for itself by `# homestage-lint-disable RULE: REASON`; one
 * without a reason is a finding itself.
 *
 * @public
 */
export function lintTree(
  index: TreeIndex,
  options: LintOptions = {},
): Finding[] {
  const changed = options.changed && new Set(options.changed);
  const context = {
    index,
    parsed: ParsedFiles.of(index.files),
    applied: index.objects.filter(({ state }) => state === 'reached'),
  };
  const silences = readSilences(index);
  return [
    ...index.problems,
    ...RULES.flatMap(({ name, check }) =>
      check(context).map(finding => ({ rule: name, ...finding })),
    ),
  ]
    .filter(finding => !silences.has(finding))
    .concat(silences.faults)
    .filter(({ file }) => !changed || changed.has(file))
    .sort(byPlace);
}

function byPlace(one: Finding, other: Finding): number {
  if (one.file !== other.file) {
    return one.file < other.file ? -1 : 1;
  }
  if (one.line !== other.line) {
    return one.line - other.line;
  }
  return one.rule < other.rule ? -1 : 1;
}
