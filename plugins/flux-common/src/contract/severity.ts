import { z } from 'zod';

/**
 * The severities of lab-common, best first.
 *
 * @public
 */
export const severitySchema = z.enum([
  'ok',
  'info',
  'unknown',
  'warning',
  'error',
]);

/**
 * How many objects below and including a node have which severity.
 *
 * @public
 */
export const severityCountsSchema = z.record(severitySchema, z.number());

/**
 * As severityCountsSchema.
 *
 * @public
 */
export type SeverityCounts = z.infer<typeof severityCountsSchema>;
