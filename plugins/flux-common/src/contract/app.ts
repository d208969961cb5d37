import { sourceStateSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { fluxBlockSchema, fluxRelationSchema } from './relation';
import { severityCountsSchema, severitySchema } from './severity';
import { treeNoteSchema } from './tree';

/**
 * One live object of an app with its computed status.
 *
 * @public
 */
export const appObjectSchema = z.object({
  /** As objectKey makes it. */
  id: z.string(),
  group: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  /** `Current`, `InProgress`, `Failed`, `Terminating`, `NotFound`, `Unknown`. */
  status: z.string(),
  severity: severitySchema,
  message: z.string().optional(),
  note: treeNoteSchema.optional(),
  /** Id of the object it belongs to: a Pod's ReplicaSet, a ReplicaSet's Deployment. */
  owner: z.string().optional(),
  /** Node a pod runs on. */
  node: z.string().optional(),
});

/**
 * As appObjectSchema.
 *
 * @public
 */
export type AppObject = z.infer<typeof appObjectSchema>;

/**
 * What the card of an app says: what applies it, at which revision, and whether
 * it is fine.
 *
 * @public
 */
export const fluxAppSchema = z.object({
  cluster: z.string(),
  /** Worst of what applies it and of every object. */
  severity: severitySchema,
  /** The answer in one sentence. */
  sentence: z.string(),
  /** Revision of the tree it is applied at, with short hash. */
  revision: z.string().optional(),
  fullRevision: z.string().optional(),
  /** Since when it is in this state, ISO 8601. */
  since: z.string().optional(),
  kustomizations: z.array(fluxRelationSchema),
  helmReleases: z.array(fluxRelationSchema),
  /** What applies its Kustomizations, nearest first, up to the root. */
  appliedBy: z.array(fluxRelationSchema),
  rootSource: fluxRelationSchema.optional(),
  block: fluxBlockSchema.optional(),
  /** Worst first. */
  objects: z.array(appObjectSchema),
  counts: severityCountsSchema,
});

/**
 * As fluxAppSchema.
 *
 * @public
 */
export type FluxApp = z.infer<typeof fluxAppSchema>;

/**
 * Answer of `GET /apps`.
 *
 * @public
 */
export const fluxAppAnswerSchema = z.object({
  sources: z.array(sourceStateSchema),
  revision: z.string(),
  app: fluxAppSchema,
});

/**
 * As fluxAppAnswerSchema.
 *
 * @public
 */
export type FluxAppAnswer = z.infer<typeof fluxAppAnswerSchema>;
