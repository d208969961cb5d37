import type { FieldProblem } from '../contract/requests';
import type { FieldRule } from '../fields/fieldRules';

/** What a rule minds about a field that is filled in. */
export function checkField(
  field: string,
  value: string | number | undefined,
  rule: FieldRule,
): FieldProblem | undefined {
  const message = value === undefined ? undefined : rule(String(value));
  return message ? { field, message } : undefined;
}
