import { z } from 'zod';
import { formDraftSchema } from '../fields/formDraft';
import { changePlanSchema } from './change';

/** @public */
export const validateRequestSchema = z.object({
  repository: z.string().optional(),
  values: formDraftSchema,
});

/** @public */
export type ValidateRequest = z.infer<typeof validateRequestSchema>;

/**
 * Something wrong with one field of a form.
 *
 * @public
 */
export const fieldProblemSchema = z.object({
  /** Path in the form, such as `hostname` or `volume.size`. */
  field: z.string(),
  message: z.string(),
  /** The file that says otherwise; unset when it is the value alone. */
  file: z.string().optional(),
  line: z.number().optional(),
  url: z.string().optional(),
});

/** @public */
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

/** @public */
export const validateAnswerSchema = z.object({
  problems: z.array(fieldProblemSchema),
});

/** @public */
export const previewRequestSchema = z.object({
  /** Entity ref of the template, such as `template:default/add-app`. */
  templateRef: z.string().max(250),
  values: z.record(z.string(), z.unknown()),
});

/** @public */
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** @public */
export const previewAnswerSchema = z.object({ plan: changePlanSchema });

/** @public */
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;
