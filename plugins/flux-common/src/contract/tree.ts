import { sourceStateSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { fluxStatusSchema } from '../status/fluxStatus';
import { severityCountsSchema, severitySchema } from './severity';

/**
 * What is special about a node of the tree.
 *
 * - `missing`: named in the inventory, not in the cluster;
 * - `not-read`: the portal never reads this kind (Secrets), so it can not tell;
 * - `not-watched`: the kind could not be read; the source state says why;
 * - `remote`: lives in another cluster (`spec.kubeConfig`) and is not followed;
 * - `cycle`: already stands above; not followed again;
 * - `contested`: more than one object of Flux applies it.
 *
 * @public
 */
export const treeNoteSchema = z.enum([
  'missing',
  'not-read',
  'not-watched',
  'remote',
  'cycle',
  'contested',
]);

/**
 * As treeNoteSchema.
 *
 * @public
 */
export type TreeNote = z.infer<typeof treeNoteSchema>;

/**
 * One object of the inventory tree. Flux objects have a Flux status word, all
 * others a computed status.
 *
 * @public
 */
export const treeNodeSchema = z.object({
  /** As objectKey makes it. */
  id: z.string(),
  group: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  /** `Current`, `InProgress`, `Failed`, `Terminating`, `NotFound`, `Unknown`, or a Flux status word. */
  status: z.string(),
  /** Set on Flux objects. */
  fluxStatus: fluxStatusSchema.optional(),
  severity: severitySchema,
  message: z.string().optional(),
  revision: z.string().optional(),
  note: treeNoteSchema.optional(),
  /** Whether it or anything below is an error or a warning. Suspension alone never is. */
  isFailing: z.boolean(),
  counts: severityCountsSchema,
  get children() {
    return z.array(treeNodeSchema);
  },
});

/**
 * As treeNodeSchema.
 *
 * @public
 */
export type TreeNode = z.infer<typeof treeNodeSchema>;

/**
 * Answer of `GET /tree/:cluster/:kind/:namespace/:name`.
 *
 * @public
 */
export const fluxTreeAnswerSchema = z.object({
  sources: z.array(sourceStateSchema),
  revision: z.string(),
  root: treeNodeSchema,
});

/**
 * As fluxTreeAnswerSchema.
 *
 * @public
 */
export type FluxTreeAnswer = z.infer<typeof fluxTreeAnswerSchema>;
