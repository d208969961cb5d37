/**
 * Where something was written, as editors count it: line and column begin at 1.
 *
 * @public
 */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Something wrong, or worth knowing, about the inputs of a lab.
 *
 * @public
 */
export interface LabProblem extends Place {
  /** Stable id of what was checked, such as `node-addr-outside-cidr`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** The field as the person wrote it, such as `nodes[2].address`; `''` for a whole file. */
  readonly field: string;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

/**
 * One line: `file:line:column field: what is wrong, and what would be right`.
 *
 * @public
 */
export function describeProblem(problem: LabProblem): string {
  const { file, line, column, field, message } = problem;
  return `${file}:${line}:${column}${field ? ` ${field}` : ''}: ${message}`;
}

/** Order of the places in the files, then of the rules. */
export function compareProblems(one: LabProblem, other: LabProblem): number {
  return (
    one.file.localeCompare(other.file, 'en') ||
    one.line - other.line ||
    one.column - other.column ||
    one.rule.localeCompare(other.rule, 'en')
  );
}
