import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { checkForm } from '@homestage/backstage-plugin-gitops-common';
import { gitopsApiRef } from '../api/gitopsApiRef';
import { formDraft, withField } from './formDraft';

/**
 * Checks a field when the step is left: its own rules here, the rest against the
 * tree in the backend. A backend that cannot be asked now does not hold anybody
 * up: it checks everything again before anything is written.
 *
 * @param field - path in the form, such as `volume.size`
 */
export function validateField(
  field: string,
): CustomFieldValidator<string | undefined> {
  return async (value, validation, { apiHolder, formData }) => {
    const form = withField(formData, field, value);
    const values = formDraft(form);
    const own = checkForm(values);
    const repository =
      typeof form.repository === 'string' ? form.repository : undefined;
    const inTree = await apiHolder
      .get(gitopsApiRef)
      ?.validate({ repository, values })
      .catch(() => []);
    const problem = [...own, ...(inTree ?? [])].find(
      each => each.field === field,
    );
    if (problem) {
      validation.addError(problem.message);
    }
  };
}
