import type { LabProblem, Place } from './LabProblem';

/** One file cannot be read any further; carries the problem to report. */
export class ReadFailure extends Error {
  readonly problem: LabProblem;

  constructor(place: Place, options: { rule: string; message: string }) {
    super(options.message);
    this.name = 'ReadFailure';
    this.problem = {
      ...place,
      rule: options.rule,
      severity: 'error',
      field: '',
      message: options.message,
    };
  }
}

/** More values than any lab writes; an alias bomb has more. */
const MAX_VALUES = 50_000;

/** Counts values, and fails where there are too many. */
export class ValueBudget {
  #count = 0;

  spend(place: Place): void {
    this.#count += 1;
    if (this.#count > MAX_VALUES) {
      throw new ReadFailure(place, {
        rule: 'too-large',
        message: `holds more than ${MAX_VALUES} values, aliases counted each time; write a smaller file`,
      });
    }
  }
}
