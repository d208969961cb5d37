import type { FieldProblem } from '@homestage/backstage-plugin-gitops-common';

/** What a template says of a text that does not fit the pattern of its schema. */
export interface PatternOptions {
  wrong?: string;
}

/**
 * What is wrong with a text that does not fit its pattern, in the words of the
 * template: the form's own are that it "must match" the pattern. Undefined for an
 * empty one, which the form asks for where it is needed.
 */
export function patternProblem(options: {
  readonly name: string;
  readonly value: string;
  readonly schema: { readonly pattern?: string };
  readonly uiSchema?: { readonly 'ui:options'?: PatternOptions };
}): FieldProblem | undefined {
  const { name, value, schema, uiSchema } = options;
  const message = uiSchema?.['ui:options']?.wrong;
  const isFit =
    !value ||
    schema.pattern === undefined ||
    new RegExp(schema.pattern, 'u').test(value);
  return isFit || !message ? undefined : { field: name, message };
}
