import {
  answerSchema,
  objectKey,
} from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { fluxKind } from '../kinds/fluxKinds';
import { fluxStatusSchema } from '../status/fluxStatus';

/**
 * Names one Flux object. The group is left out: kind names are unique in
 * FLUX_KINDS.
 *
 * @public
 */
export const fluxRefSchema = z.object({
  cluster: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

/**
 * As fluxRefSchema.
 *
 * @public
 */
export type FluxRef = z.infer<typeof fluxRefSchema>;

/**
 * One object in the list: about 300 bytes, so absent means "no" or "not known"
 * and the severity follows from the status word.
 *
 * @public
 */
export const fluxRowSchema = fluxRefSchema.extend({
  status: fluxStatusSchema,
  /** Why; at most 120 characters. Unset when ready. */
  message: z.string().optional(),
  /** Applied or fetched revision with short hashes, `main@sha1:5ab1c2d3`. */
  revision: z.string().optional(),
  /** `Kind/namespace/name` of what it is made from. */
  source: z.string().optional(),
  suspended: z.literal(true).optional(),
  /** When the status began, ISO 8601. */
  since: z.string().optional(),
  /** When it was last reconciled, ISO 8601; only kinds that tell. */
  reconciledAt: z.string().optional(),
  /** How many objects it applied. */
  objects: z.number().optional(),
  /** `Kind/namespace/name` of the root cause. */
  blockedBy: z.string().optional(),
  /** The status before its source went silent; the row is then not current. */
  lastKnown: fluxStatusSchema.optional(),
});

/**
 * As fluxRowSchema.
 *
 * @public
 */
export type FluxRow = z.infer<typeof fluxRowSchema>;

/**
 * Answer of `GET /resources`.
 *
 * @public
 */
export const fluxRowsAnswerSchema = answerSchema(fluxRowSchema);

/**
 * As fluxRowsAnswerSchema.
 *
 * @public
 */
export type FluxRowsAnswer = z.infer<typeof fluxRowsAnswerSchema>;

/**
 * The key of a Flux object across all clusters, as `objectKey` of lab-common makes it.
 *
 * @public
 */
export function fluxKey(ref: FluxRef): string {
  return objectKey({ ...ref, group: fluxKind(ref.kind)?.group ?? '' });
}

/**
 * Reads `Kind/namespace/name`, the short form used inside one cluster;
 * undefined when it is not that.
 *
 * @public
 */
export function parseShortRef(
  cluster: string,
  text: string,
): FluxRef | undefined {
  const [kind, namespace, name, rest] = text.split('/');
  return kind && namespace && name && rest === undefined
    ? { cluster, kind, namespace, name }
    : undefined;
}

/**
 * Writes what {@link parseShortRef} reads.
 *
 * @public
 */
export function formatShortRef(ref: Omit<FluxRef, 'cluster'>): string {
  return `${ref.kind}/${ref.namespace}/${ref.name}`;
}
