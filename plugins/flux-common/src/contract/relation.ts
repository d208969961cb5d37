import { z } from 'zod';
import { fluxStatusSchema } from '../status/fluxStatus';
import { fluxRefSchema } from './row';

/**
 * Another Flux object that this one has to do with.
 *
 * @public
 */
export const fluxRelationSchema = fluxRefSchema.extend({
  /** False when the cluster has no such object. Its status is then `Unknown`. */
  isFound: z.boolean(),
  status: fluxStatusSchema,
  message: z.string().optional(),
  /** Applied or fetched revision with short hashes. */
  revision: z.string().optional(),
  /** Whole revision, for links to the commit. */
  fullRevision: z.string().optional(),
  /** Where its source comes from: a repository address. */
  url: z.string().optional(),
});

/**
 * As fluxRelationSchema.
 *
 * @public
 */
export type FluxRelation = z.infer<typeof fluxRelationSchema>;

/**
 * Why an object can not follow Git, from itself to the root cause.
 *
 * @public
 */
export const fluxBlockSchema = z.object({
  /** What stands in the way, nearest first; the last one is the root cause. */
  path: z.array(fluxRelationSchema),
  why: z.enum(['suspended', 'failing', 'not-ready', 'missing', 'cycle']),
  /** One sentence about the root cause. */
  sentence: z.string(),
});

/**
 * As fluxBlockSchema.
 *
 * @public
 */
export type FluxBlock = z.infer<typeof fluxBlockSchema>;

/**
 * A command that does or shows the same from a terminal.
 *
 * @public
 */
export const fluxCommandSchema = z.object({
  title: z.string(),
  command: z.string(),
  /** Whether it changes the cluster. */
  isChange: z.boolean(),
});

/**
 * As fluxCommandSchema.
 *
 * @public
 */
export type FluxCommand = z.infer<typeof fluxCommandSchema>;

/**
 * A status or a reason in plain words.
 *
 * @public
 */
export const fluxExplanationSchema = z.object({
  meaning: z.string(),
  nextStep: z.string().optional(),
  /** Where the runbook says more. */
  runbook: z.object({ page: z.string(), anchor: z.string() }).optional(),
});

/**
 * As fluxExplanationSchema.
 *
 * @public
 */
export type FluxExplanation = z.infer<typeof fluxExplanationSchema>;
