import { FILTERS } from './filters';
import {
  ValueProblem,
  calculate,
  compare,
  isIn,
  isMapping,
  isTrue,
  kindOf,
  memberOf,
  printed,
} from './values';

/** A check of the rewritten syntax tree (see `StrictSyntax`). */
export type Check = (...args: readonly unknown[]) => unknown;

function required(value: unknown, words: string, known: string): unknown {
  if (value === undefined) {
    throw new ValueProblem(`${words} is not defined${known}`);
  }
  return value;
}

function knownNames(target: unknown): string {
  return isMapping(target)
    ? `: there are ${Object.keys(target).sort().join(', ') || 'no names here'}`
    : `: it belongs to ${kindOf(target)}`;
}

/**
 * The checks by name. They throw ValueProblem; the caller adds the place.
 */
export const CHECKS: Readonly<Record<string, Check>> = {
  calculate,
  compare,
  defined: value => value !== undefined,
  filter: (value, name, ...args) => {
    try {
      return FILTERS[String(name)](value, ...args);
    } catch (error) {
      throw error instanceof ValueProblem
        ? new ValueProblem(`filter "${name}" ${error.message}`)
        : error;
    }
  },
  in: (needle, _operator, hay) => isIn(needle, hay),
  list: value => {
    if (!Array.isArray(value)) {
      throw new ValueProblem(`goes through ${kindOf(value)}: give a list`);
    }
    return value;
  },
  maybe: (target, key) => memberOf(target, key),
  member: (target, key, words) =>
    required(memberOf(target, key), String(words), knownNames(target)),
  name: (value, name) => required(value, String(name), ''),
  print: printed,
  truth: isTrue,
};
