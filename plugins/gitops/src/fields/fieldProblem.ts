import {
  checkForm,
  type FieldProblem,
  type FormFacts,
} from '@homestage/backstage-plugin-gitops-common';
import { formDraft, withField } from './formDraft';

/** What is wrong with a field as it is typed; nothing while it is empty. */
export function fieldProblem(
  field: string,
  options: {
    readonly value: string;
    readonly form: Record<string, unknown>;
    readonly facts?: FormFacts;
  },
): FieldProblem | undefined {
  const { value, form, facts } = options;
  if (!value) {
    return undefined;
  }
  const draft = formDraft(withField(form, field, value));
  const known = facts?.commit ? facts : undefined;
  return checkForm(draft, known).find(each => each.field === field);
}
