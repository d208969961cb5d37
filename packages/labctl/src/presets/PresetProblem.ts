/**
 * What is wrong with a preset file or with a wish for it, in the words of the
 * person who can mend it.
 *
 * @public
 */
export interface PresetProblem {
  /** The preset file, or the place of the wish in the inputs, like `apps[2]`. */
  source: string;
  /** Dotted path of the field; empty when it is the whole. */
  field: string;
  message: string;
  /** Where it stands in a preset file; both count from 1. */
  line?: number;
  column?: number;
}

/** The problem as one line: `file:line:column field: message`. @public */
export function formatPresetProblem(problem: PresetProblem): string {
  const { source, field, message, line, column } = problem;
  const place = line === undefined ? source : `${source}:${line}:${column}`;
  return field ? `${place} ${field}: ${message}` : `${place} ${message}`;
}
