import { sourceStateSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { fluxCountsSchema } from './summary';
import { severitySchema } from './severity';

/**
 * One cluster and what Flux does on it.
 *
 * @public
 */
export const fluxClusterSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  /** Whether the cluster serves Kustomizations or HelmReleases; unset when not known. */
  hasFlux: z.boolean().optional(),
  severity: severitySchema,
  total: z.number(),
  counts: fluxCountsSchema,
  /** Every kind, also those the cluster does not serve. */
  kinds: z.array(
    z.object({ kind: z.string(), group: z.string(), state: sourceStateSchema }),
  ),
});

/**
 * As fluxClusterSchema.
 *
 * @public
 */
export type FluxCluster = z.infer<typeof fluxClusterSchema>;

/**
 * Answer of `GET /clusters`.
 *
 * @public
 */
export const fluxClustersAnswerSchema = z.object({
  revision: z.string(),
  clusters: z.array(fluxClusterSchema),
});

/**
 * As fluxClustersAnswerSchema.
 *
 * @public
 */
export type FluxClustersAnswer = z.infer<typeof fluxClustersAnswerSchema>;
