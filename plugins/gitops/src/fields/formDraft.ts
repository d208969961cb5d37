import {
  formDraftSchema,
  type FormDraft,
} from '@homestage/backstage-plugin-gitops-common';

/**
 * The form as far as it is filled in. A field that does not fit its shape yet
 * is left out, so that the others can be checked; a volume that is not wanted
 * does not count.
 */
export function formDraft(form: Record<string, unknown>): FormDraft {
  const { hasVolume, volume, ...fields } = form;
  const wanted = hasVolume === false ? fields : { ...fields, volume };
  const draft: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(formDraftSchema.shape)) {
    const parsed = schema.safeParse(wanted[key as keyof typeof wanted]);
    if (parsed.success && parsed.data !== undefined) {
      draft[key] = parsed.data;
    }
  }
  return formDraftSchema.parse(draft);
}

/** The form with one value changed, also inside of its volume. */
export function withField(
  form: Record<string, unknown>,
  field: string,
  value: unknown,
): Record<string, unknown> {
  const [head, tail] = field.split('.');
  if (tail === undefined) {
    return { ...form, [head]: value };
  }
  const inner = form[head];
  const before = typeof inner === 'object' && inner !== null ? inner : {};
  return { ...form, [head]: { ...before, [tail]: value } };
}
