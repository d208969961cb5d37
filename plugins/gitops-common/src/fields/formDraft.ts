import { z } from 'zod';
import { newAppDraftSchema } from './newApp';

/**
 * What the forms ask, as far as one of them is filled in. The same word means
 * the same in every form, so that a field is checked alike wherever it stands.
 *
 * @public
 */
export const formDraftSchema = newAppDraftSchema.extend({
  /** An app of the tree, `namespace/name`. */
  app: z.string().optional(),
  /** A namespace that is to be made. */
  newNamespace: z.string().optional(),
  /** What of an app is upgraded: `image REPOSITORY` or `chart NAME`. */
  part: z.string().optional(),
  /** Tag of an image, or version of a chart. */
  version: z.string().optional(),
});

/** @public */
export type FormDraft = z.infer<typeof formDraftSchema>;
