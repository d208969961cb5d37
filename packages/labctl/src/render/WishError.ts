import { formatPresetProblem } from '../presets/PresetProblem';
import type { PresetProblem } from '../presets/PresetProblem';

/** Wished apps that this lab cannot have; the problems say which fields and why. */
export class WishError extends Error {
  readonly problems: readonly PresetProblem[];

  constructor(problems: readonly PresetProblem[]) {
    super(problems.map(formatPresetProblem).join('\n'));
    this.name = 'WishError';
    this.problems = problems;
  }
}
