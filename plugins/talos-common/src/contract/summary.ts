import {
  answerSchema,
  sourceStateSchema,
} from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { machineStatusSchema } from '../status/machineStatus';
import { severitySchema, talosConditionSchema } from './condition';
import { etcdClusterSchema } from './etcd';

/**
 * A certificate and the days it has left.
 *
 * @public
 */
export const certificateRowSchema = z.object({
  cluster: z.string(),
  kind: z.enum(['client', 'ca', 'serving']),
  name: z.string(),
  severity: severitySchema,
  notAfter: z.string(),
  /** Whole days, rounded down; negative when it has ended. */
  daysLeft: z.number(),
  /** In words: what happens when it ends, and who renews it. */
  sentence: z.string(),
  roles: z.array(z.string()).optional(),
  seenAt: z.string(),
});

/**
 * As certificateRowSchema.
 *
 * @public
 */
export type CertificateRow = z.infer<typeof certificateRowSchema>;

/**
 * Answer of `GET /certificates`.
 *
 * @public
 */
export const certificatesAnswerSchema = answerSchema(certificateRowSchema);

/**
 * As certificatesAnswerSchema.
 *
 * @public
 */
export type CertificatesAnswer = z.infer<typeof certificatesAnswerSchema>;

/**
 * One thing that Git and a machine say differently, or that can not be compared.
 *
 * @public
 */
export const driftRowSchema = z.object({
  cluster: z.string(),
  /** Name of the machine. */
  machine: z.string(),
  node: z.string().optional(),
  /** What is compared: version, schematic, label ... */
  what: z.string(),
  severity: severitySchema,
  verdict: z.enum(['differs', 'onlyInGit', 'onlyLive', 'notKnown']),
  declared: z.string().optional(),
  live: z.string().optional(),
  sentence: z.string(),
  /** The line in Git; unset when the tree says nothing of it. */
  file: z.string().optional(),
  line: z.number().optional(),
  url: z.string().optional(),
  /** How it is mended: by a form with these values, or by the runbook. */
  mend: z
    .object({
      template: z.string().optional(),
      values: z.record(z.string(), z.string()).optional(),
      runbook: z.object({ page: z.string(), anchor: z.string().optional() }),
    })
    .optional(),
});

/**
 * As driftRowSchema.
 *
 * @public
 */
export type DriftRow = z.infer<typeof driftRowSchema>;

/**
 * Answer of `GET /drift`.
 *
 * @public
 */
export const driftAnswerSchema = answerSchema(driftRowSchema);

/**
 * As driftAnswerSchema.
 *
 * @public
 */
export type DriftAnswer = z.infer<typeof driftAnswerSchema>;

/**
 * Answer of `GET /conditions`.
 *
 * @public
 */
export const conditionsAnswerSchema = answerSchema(talosConditionSchema);

/**
 * As conditionsAnswerSchema.
 *
 * @public
 */
export type ConditionsAnswer = z.infer<typeof conditionsAnswerSchema>;

/**
 * The first answer of the page: may the machines be trusted, is etcd safe.
 *
 * @public
 */
export const talosSummarySchema = z.object({
  severity: severitySchema,
  /** The answer in one sentence. */
  sentence: z.string(),
  machines: z.object({
    total: z.number(),
    running: z.number(),
    counts: z.partialRecord(machineStatusSchema, z.number()),
  }),
  etcd: z.array(etcdClusterSchema.omit({ members: true })),
  /** Needs somebody, worst first. */
  conditions: z.array(talosConditionSchema),
  /** Differences from Git; unset when nothing could be compared. */
  drift: z.number().optional(),
  /** Of them, what could not be compared, or not lately. */
  notCompared: z.number().optional(),
  /** The certificate that ends first, of those that somebody has to renew. */
  nextCertificate: certificateRowSchema.optional(),
  /** No cluster is configured: the page tells how to. */
  isConfigured: z.boolean(),
  oldestFactAt: z.string().optional(),
});

/**
 * As talosSummarySchema.
 *
 * @public
 */
export type TalosSummary = z.infer<typeof talosSummarySchema>;

/**
 * Answer of `GET /summary`.
 *
 * @public
 */
export const talosSummaryAnswerSchema = z.object({
  sources: z.array(sourceStateSchema),
  revision: z.string(),
  summary: talosSummarySchema,
});

/**
 * As talosSummaryAnswerSchema.
 *
 * @public
 */
export type TalosSummaryAnswer = z.infer<typeof talosSummaryAnswerSchema>;
