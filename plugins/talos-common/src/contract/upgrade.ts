import { answerSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { severitySchema } from './condition';
import { checkSchema } from './machine';

/**
 * Which versions run where, and what Git says.
 *
 * @public
 */
export const runningVersionsSchema = z.object({
  /** Oldest first. */
  running: z.array(
    z.object({ version: z.string(), machines: z.array(z.string()) }),
  ),
  /** Machines whose version is not known. */
  notKnown: z.array(z.string()),
  declared: z
    .object({
      version: z.string(),
      file: z.string(),
      line: z.number(),
      url: z.string().optional(),
    })
    .optional(),
});

/**
 * As runningVersionsSchema.
 *
 * @public
 */
export type RunningVersions = z.infer<typeof runningVersionsSchema>;

/**
 * How far one machine is on the way to a version.
 *
 * @public
 */
export const machineProgressSchema = z.object({
  machine: z.string(),
  node: z.string(),
  state: z.enum([
    'done',
    'running',
    'waiting',
    'failed',
    'rolledBack',
    'notKnown',
  ]),
  version: z.string().optional(),
  reason: z.string().optional(),
});

/**
 * As machineProgressSchema.
 *
 * @public
 */
export type MachineProgress = z.infer<typeof machineProgressSchema>;

/**
 * An upgrade that is going on, or that ended.
 *
 * @public
 */
export const upgradeCourseSchema = z.object({
  what: z.enum(['Talos', 'Kubernetes']),
  /** Who does it: tuppr's object, or unset where only the machines tell of it. */
  by: z.string().optional(),
  to: z.string().optional(),
  severity: severitySchema,
  /** Whether something is being done, or will be without anybody. */
  isActive: z.boolean(),
  /** tuppr's word. */
  phase: z.string().optional(),
  sentence: z.string(),
  startedAt: z.string().optional(),
  /** When the next maintenance window opens. */
  nextWindowAt: z.string().optional(),
  machines: z.array(machineProgressSchema),
});

/**
 * As upgradeCourseSchema.
 *
 * @public
 */
export type UpgradeCourse = z.infer<typeof upgradeCourseSchema>;

/**
 * One cluster: what runs, what is on its way, and whether now is a good time.
 *
 * @public
 */
export const clusterUpgradeSchema = z.object({
  cluster: z.string(),
  severity: severitySchema,
  sentence: z.string(),
  talos: runningVersionsSchema,
  kubernetes: runningVersionsSchema,
  /** Every extension that a machine has or that Git asks for; unset: not known. */
  extensions: z.array(z.string()).optional(),
  preflight: z.object({
    severity: severitySchema,
    sentence: z.string(),
    checks: z.array(checkSchema),
  }),
  courses: z.array(upgradeCourseSchema),
  /** Whether tuppr takes a version from Git; unset: not known. */
  hasTuppr: z.boolean().optional(),
  /** The repository that declares the cluster. */
  repository: z.string().optional(),
  /** A control plane that answers, and the schematic of the first machine: for commands. */
  example: z
    .object({
      node: z.string(),
      controlPlane: z.string().optional(),
      schematic: z.string().optional(),
    })
    .optional(),
});

/**
 * As clusterUpgradeSchema.
 *
 * @public
 */
export type ClusterUpgrade = z.infer<typeof clusterUpgradeSchema>;

/**
 * Answer of `GET /upgrades`.
 *
 * @public
 */
export const upgradesAnswerSchema = answerSchema(clusterUpgradeSchema);

/**
 * As upgradesAnswerSchema.
 *
 * @public
 */
export type UpgradesAnswer = z.infer<typeof upgradesAnswerSchema>;
