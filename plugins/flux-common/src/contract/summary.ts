import { sourceStateSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { fluxStatusSchema } from '../status/fluxStatus';
import { fluxRelationSchema } from './relation';
import { fluxRowSchema } from './row';
import { severitySchema } from './severity';

/**
 * How many objects have which status word; words with none are left out.
 *
 * @public
 */
export const fluxCountsSchema = z.partialRecord(fluxStatusSchema, z.number());

/**
 * As fluxCountsSchema.
 *
 * @public
 */
export type FluxCounts = z.infer<typeof fluxCountsSchema>;

/**
 * The first answer of the Flux page: how much of the lab is what Git says, and
 * what stands in the way.
 *
 * @public
 */
export const fluxSummarySchema = z.object({
  /** Kustomizations and HelmReleases: what carries the lab. */
  appliers: z.object({
    total: z.number(),
    asGitSays: z.number(),
    counts: fluxCountsSchema,
  }),
  /** Everything of the Flux family. */
  all: z.object({ total: z.number(), counts: fluxCountsSchema }),
  /** Worst over all rows and sources; `unknown` when nothing was seen. */
  severity: severitySchema,
  /** The answer in one sentence. */
  sentence: z.string(),
  /** Rows that need somebody, worst first, at most 50; what is blocked is told below. */
  attention: z.array(fluxRowSchema),
  /** How many need somebody, also those left out above. */
  attentionTotal: z.number(),
  /** Root causes with what they hold up, most first. */
  blockers: z.array(
    z.object({
      cause: fluxRelationSchema,
      sentence: z.string(),
      /** `Kind/namespace/name` of everything it holds up. */
      blocks: z.array(z.string()),
    }),
  ),
  /** Appliers that nobody else applies: where the inventory trees begin. */
  roots: z.array(fluxRelationSchema),
  /** Sources of the roots: what revision the lab should be at. */
  rootSources: z.array(fluxRelationSchema),
  /** The oldest fact the answer rests on, ISO 8601; unset when nothing was ever read. */
  oldestFactAt: z.string().optional(),
});

/**
 * As fluxSummarySchema.
 *
 * @public
 */
export type FluxSummary = z.infer<typeof fluxSummarySchema>;

/**
 * Answer of `GET /summary`.
 *
 * @public
 */
export const fluxSummaryAnswerSchema = z.object({
  sources: z.array(sourceStateSchema),
  revision: z.string(),
  summary: fluxSummarySchema,
});

/**
 * As fluxSummaryAnswerSchema.
 *
 * @public
 */
export type FluxSummaryAnswer = z.infer<typeof fluxSummaryAnswerSchema>;
