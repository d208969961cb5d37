import { describeProblem } from '../../read/LabProblem';
import type { LabProblem } from '../../read/LabProblem';
import type { CommandResult } from '../Command';

const NOUNS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Problems as the answer of a command: one line each, then how many. Not ok when
 * one of them is an error.
 */
export function problemsResult(
  problems: readonly LabProblem[],
  options: { whenNone?: string; json?: Record<string, unknown> } = {},
): CommandResult {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const lines = problems.map(problem =>
    problem.severity === 'error'
      ? describeProblem(problem)
      : `${describeProblem(problem)} (${problem.severity})`,
  );
  const summary =
    problems.length === 0 || errors === 0 ? options.whenNone : undefined;
  return {
    isOk: errors === 0,
    text: [
      ...lines,
      ...(problems.length > 0 ? [countProblems(problems)] : []),
      ...(summary ? [summary] : []),
    ]
      .map(line => `${line}\n`)
      .join(''),
    json: { ...options.json, problems },
  };
}

function countProblems(problems: readonly LabProblem[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap(severity => {
    const count = problems.filter(each => each.severity === severity).length;
    return count === 0 ? [] : [countOf(count, NOUNS[severity])];
  });
  return counts.join(', ');
}

/** `1 node`, `2 nodes`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
