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
 * One thing that is, or may be, wrong: a `LabCondition` of lab-common with what it
 * takes down.
 *
 * @public
 */
export const talosConditionSchema = z.object({
  /** Stable: `talos/<cluster>/<node>/<rule>`, with what it is about at the end where there are several. */
  id: z.string(),
  layer: z.enum(['node', 'storage', 'network', 'gitops']),
  severity: severitySchema,
  cluster: z.string(),
  /** Address of the machine; unset for what concerns the cluster. */
  node: z.string().optional(),
  /** Name of the machine or of the cluster. */
  subject: z.string(),
  title: z.string(),
  cause: z.string().optional(),
  /** Facts that led to it, most telling first. */
  evidence: z.array(z.string()),
  /** What does not work, or will not, because of it. */
  takesDown: z.string().optional(),
  since: z.string().optional(),
  lastSeen: z.string(),
  blockedBy: z.array(z.string()),
  runbook: z
    .object({
      page: z.string(),
      anchor: z.string().optional(),
      parameters: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  nextSteps: z.array(z.string()),
});

/**
 * As talosConditionSchema.
 *
 * @public
 */
export type TalosCondition = z.infer<typeof talosConditionSchema>;
