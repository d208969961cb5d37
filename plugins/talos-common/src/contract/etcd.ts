import { answerSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { severitySchema } from './condition';

/**
 * One member of etcd. Ids are hex, as talosctl prints them.
 *
 * @public
 */
export const etcdMemberRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Address of the machine it lives on; unset when it matches none. */
  node: z.string().optional(),
  severity: severitySchema,
  /** In words: leads, follows, learns, does not answer, ... */
  state: z.string(),
  isLeader: z.boolean(),
  isLearner: z.boolean(),
  version: z.string().optional(),
  dbSizeBytes: z.number().optional(),
  dbInUseBytes: z.number().optional(),
  /** Of the quota, 0 to 1. */
  quotaRatio: z.number().optional(),
  /** Share of the file that holds nothing, 0 to 1. */
  fragmentedRatio: z.number().optional(),
  /** Entries that were agreed and are not applied yet. */
  raftLag: z.number().optional(),
  alarms: z.array(z.string()),
  errors: z.array(z.string()),
  asOf: z.string().optional(),
});

/**
 * As etcdMemberRowSchema.
 *
 * @public
 */
export type EtcdMemberRow = z.infer<typeof etcdMemberRowSchema>;

/**
 * The etcd of one cluster.
 *
 * @public
 */
export const etcdClusterSchema = z.object({
  cluster: z.string(),
  severity: severitySchema,
  sentence: z.string(),
  members: z.array(etcdMemberRowSchema),
  /** Voting members, and how many of them answer. */
  voters: z.number(),
  healthyVoters: z.number(),
  /** How many more may be lost; unset when not known. */
  toleratedLosses: z.number().optional(),
  hasQuorum: z.boolean().optional(),
  quotaBytes: z.number(),
  /** False: no machine told it, so it is etcd's own default. */
  isQuotaKnown: z.boolean(),
  /** How old the newest snapshot is, in words, as far as it is known. */
  snapshot: z.string(),
});

/**
 * As etcdClusterSchema.
 *
 * @public
 */
export type EtcdCluster = z.infer<typeof etcdClusterSchema>;

/**
 * Answer of `GET /etcd`.
 *
 * @public
 */
export const etcdAnswerSchema = answerSchema(etcdClusterSchema);

/**
 * As etcdAnswerSchema.
 *
 * @public
 */
export type EtcdAnswer = z.infer<typeof etcdAnswerSchema>;
