import type { z } from 'zod';
import { resolveLab } from '../model/resolveLab';
import type { ResolvedLab } from '../model/ResolvedLab';
import { labSchema } from '../model/schema/labSchema';
import type { ParsedLab } from '../model/schema/labSchema';
import { compareProblems } from '../read/LabProblem';
import type { LabProblem } from '../read/LabProblem';
import type { LabSource } from '../read/LabSource';
import { describeIssue } from './describeIssue';
import type { KnownNames, LabRule, RuleFinding } from './LabRule';
import { LAB_RULES } from './LAB_RULES';

/** What is to be said about inputs, and the lab when nothing speaks against it. @public */
export interface LabVerdict {
  /** In the order of the files. */
  readonly problems: readonly LabProblem[];
  /** `undefined` when a problem is an error. */
  readonly lab?: ResolvedLab;
}

/** Rules of files that could not be read: what they lack is not missing, but unknown. */
const UNREADABLE = new Set([
  'invalid-yaml',
  'invalid-toml',
  'too-large',
  'too-deep',
]);

/**
 * Checks the inputs of a lab: every value by the schema, then what fields mean
 * together. Unknown fields do not keep the second half from running, so that one
 * typo hides no other mistake.
 *
 * @public
 */
export function validateLab(
  source: LabSource,
  known: KnownNames = {},
): LabVerdict {
  const problems = [...source.problems];
  const { issues, lab } = parseInputs(source.toPlain());
  if (source.problems.every(({ rule }) => !UNREADABLE.has(rule))) {
    problems.push(...issues.flatMap(issue => describeIssue(issue, source)));
  }
  const resolved = lab && resolveLab(lab);
  if (lab && resolved) {
    problems.push(...runRules(LAB_RULES, { lab, resolved, known, source }));
  }
  const sorted = withoutRepeats(problems).sort(compareProblems);
  const isValid = !sorted.some(({ severity }) => severity === 'error');
  return {
    problems: sorted,
    ...(isValid && resolved ? { lab: resolved } : {}),
  };
}

/** Runs rules and places their findings in the files. */
export function runRules(
  rules: readonly LabRule[],
  options: {
    lab: ParsedLab;
    resolved: ResolvedLab;
    known: KnownNames;
    source: LabSource;
  },
): LabProblem[] {
  const { source, ...context } = options;
  const fieldOf = (path: RuleFinding['path']) => source.fieldOf(path);
  return rules.flatMap(rule =>
    [...rule({ ...context, fieldOf })].map(({ path, ...what }) =>
      source.problem(path, what),
    ),
  );
}

/** The inputs by the schema; once more without its unknown fields when only these are wrong. */
export function parseInputs(value: unknown): {
  issues: readonly z.core.$ZodIssue[];
  lab?: ParsedLab;
} {
  const first = labSchema.safeParse(value);
  if (first.success) {
    return { issues: [], lab: first.data };
  }
  const { issues } = first.error;
  const unknown = issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => [...issue.path, key])
      : [],
  );
  if (unknown.length === 0) {
    return { issues };
  }
  const second = labSchema.safeParse(without(value, unknown));
  return second.success ? { issues, lab: second.data } : { issues };
}

function without(value: unknown, paths: readonly PropertyKey[][]): unknown {
  if (Array.isArray(value)) {
    return value.map((child, index) => without(child, below(paths, index)));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key]) => !paths.some(path => path.length === 1 && path[0] === key),
      )
      .map(([key, child]) => [key, without(child, below(paths, key))]),
  );
}

function below(paths: readonly PropertyKey[][], key: PropertyKey) {
  return paths.filter(path => path[0] === key).map(path => path.slice(1));
}

function withoutRepeats(problems: readonly LabProblem[]): LabProblem[] {
  const seen = new Set<string>();
  return problems.filter(problem => {
    const id = JSON.stringify(problem);
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}
