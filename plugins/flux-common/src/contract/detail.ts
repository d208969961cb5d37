import { sourceStateSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import {
  fluxBlockSchema,
  fluxCommandSchema,
  fluxExplanationSchema,
  fluxRelationSchema,
} from './relation';
import { fluxRowSchema } from './row';
import { severitySchema } from './severity';

/**
 * One condition, with how bad it is.
 *
 * @public
 */
export const fluxConditionSchema = z.object({
  type: z.string(),
  /** `True`, `False`, `Unknown`, or whatever the controller wrote. */
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  /** When it last changed, ISO 8601. */
  since: z.string().optional(),
  /** How bad it is in this state; the polarity of the type is taken into account. */
  severity: severitySchema,
  /** What the reason means; unset when nobody wrote it down. */
  explanation: fluxExplanationSchema.optional(),
});

/**
 * As fluxConditionSchema.
 *
 * @public
 */
export type FluxCondition = z.infer<typeof fluxConditionSchema>;

/**
 * One entry of `status.history` of a Kustomization or a HelmRelease.
 *
 * @public
 */
export const fluxHistoryEntrySchema = z.object({
  /** When it last happened, ISO 8601. */
  at: z.string().optional(),
  /** When it first happened, ISO 8601. */
  firstAt: z.string().optional(),
  /** Git revision with short hash, or chart version. */
  revision: z.string().optional(),
  fullRevision: z.string().optional(),
  /** The controller's own word: `ReconciliationSucceeded`, `deployed`. */
  status: z.string(),
  severity: severitySchema,
  /** What Helm did: install, upgrade, rollback, uninstall. */
  action: z.string().optional(),
  /** Release number of Helm. */
  release: z.number().optional(),
  appVersion: z.string().optional(),
  durationMs: z.number().optional(),
  /** How often it happened in a row with the same outcome. */
  times: z.number().optional(),
  /** What differs from the entry before it: chart, values, the same chart pushed again. */
  change: z.string().optional(),
});

/**
 * As fluxHistoryEntrySchema.
 *
 * @public
 */
export type FluxHistoryEntry = z.infer<typeof fluxHistoryEntrySchema>;

/**
 * One event about an object or its source.
 *
 * @public
 */
export const fluxEventSchema = z.object({
  /** ISO 8601. */
  at: z.string().optional(),
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  /** `Kind/namespace/name` it is about: the object, or its source. */
  about: z.string(),
  from: z.string().optional(),
});

/**
 * As fluxEventSchema.
 *
 * @public
 */
export type FluxEvent = z.infer<typeof fluxEventSchema>;

/**
 * Everything about one object.
 *
 * @public
 */
export const fluxDetailSchema = z.object({
  row: fluxRowSchema,
  apiVersion: z.string(),
  createdAt: z.string().optional(),
  /** Whole message of the Ready condition. */
  message: z.string().optional(),
  explanation: fluxExplanationSchema,
  conditions: z.array(fluxConditionSchema),
  /** Whole revision, for links to the commit. */
  fullRevision: z.string().optional(),
  /** The revision it tried last, where that differs from the applied one. */
  attemptedRevision: z.string().optional(),
  /** Address of a source. */
  url: z.string().optional(),
  /** Directory of a Kustomization in its source. */
  path: z.string().optional(),
  /** As declared: `1h`, `30m`. */
  interval: z.string().optional(),
  /** Applied to another cluster through `spec.kubeConfig`. */
  isRemote: z.boolean(),
  suspension: z
    .object({
      by: z.string().optional(),
      since: z.string().optional(),
      reason: z.string().optional(),
    })
    .optional(),
  source: fluxRelationSchema.optional(),
  dependsOn: z.array(fluxRelationSchema),
  requiredBy: z.array(fluxRelationSchema),
  /** What applies it, nearest first, up to the root; the root's source is `rootSource`. */
  appliedBy: z.array(fluxRelationSchema),
  rootSource: fluxRelationSchema.optional(),
  block: fluxBlockSchema.optional(),
  history: z.array(fluxHistoryEntrySchema),
  /** Newest first, at most 100. */
  events: z.array(fluxEventSchema),
  commands: z.array(fluxCommandSchema),
  /** The object as the cluster has it, without managed fields. */
  object: z.record(z.string(), z.unknown()),
});

/**
 * As fluxDetailSchema.
 *
 * @public
 */
export type FluxDetail = z.infer<typeof fluxDetailSchema>;

/**
 * Answer of `GET /resources/:cluster/:kind/:namespace/:name`.
 *
 * @public
 */
export const fluxDetailAnswerSchema = z.object({
  sources: z.array(sourceStateSchema),
  revision: z.string(),
  resource: fluxDetailSchema,
});

/**
 * As fluxDetailAnswerSchema.
 *
 * @public
 */
export type FluxDetailAnswer = z.infer<typeof fluxDetailAnswerSchema>;
