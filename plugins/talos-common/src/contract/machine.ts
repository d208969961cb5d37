import {
  answerSchema,
  sourceStateSchema,
} from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';
import { machineStatusSchema } from '../status/machineStatus';
import { severitySchema, talosConditionSchema } from './condition';

/**
 * Names one machine by its cluster and the address it is asked by.
 *
 * @public
 */
export const machineRefSchema = z.object({
  cluster: z.string().min(1, 'name the cluster'),
  node: z.string().min(1, 'name the machine'),
});

/**
 * As machineRefSchema.
 *
 * @public
 */
export type MachineRef = z.infer<typeof machineRefSchema>;

/**
 * What runs beside what Git says: `same`, `differs`, or why it can not be told.
 *
 * @public
 */
export const comparisonSchema = z.object({
  live: z.string().optional(),
  declared: z.string().optional(),
  verdict: z.enum(['same', 'differs', 'notDeclared', 'notKnown']),
});

/**
 * As comparisonSchema.
 *
 * @public
 */
export type Comparison = z.infer<typeof comparisonSchema>;

/**
 * One machine in the list. Absent means not known.
 *
 * @public
 */
export const machineRowSchema = machineRefSchema.extend({
  name: z.string(),
  /** Name of its Kubernetes node, and of its entity. */
  kubernetesName: z.string().optional(),
  role: z.enum(['control plane', 'worker']).optional(),
  status: machineStatusSchema,
  /** Why; unset when it runs. */
  message: z.string().optional(),
  /** The status before it fell silent. */
  lastKnown: machineStatusSchema.optional(),
  /** Talos' own word. */
  stage: z.string().optional(),
  isReady: z.boolean().optional(),
  unmet: z.array(z.object({ name: z.string(), reason: z.string() })),
  version: comparisonSchema,
  schematic: comparisonSchema,
  /** Numbers of extensions. */
  extensions: z.number().optional(),
  /** What it runs on. */
  host: z
    .object({
      kind: z.enum(['physical', 'virtual', 'container']),
      name: z.string(),
    })
    .optional(),
  isUnschedulable: z.boolean().optional(),
  /** How many conditions of it need somebody. */
  problems: z.number(),
  since: z.string().optional(),
  /** When it last said anything, ISO 8601. */
  asOf: z.string().optional(),
});

/**
 * As machineRowSchema.
 *
 * @public
 */
export type MachineRow = z.infer<typeof machineRowSchema>;

/**
 * Answer of `GET /machines`.
 *
 * @public
 */
export const machineRowsAnswerSchema = answerSchema(machineRowSchema);

/**
 * As machineRowsAnswerSchema.
 *
 * @public
 */
export type MachineRowsAnswer = z.infer<typeof machineRowsAnswerSchema>;

/**
 * One line of *may I take it down?*
 *
 * @public
 */
export const checkSchema = z.object({
  id: z.string(),
  severity: severitySchema,
  title: z.string(),
  reason: z.string(),
});

/**
 * As checkSchema.
 *
 * @public
 */
export type Check = z.infer<typeof checkSchema>;

const age = {
  /** When this was last known to be true, ISO 8601. */
  asOf: z.string().optional(),
};

/**
 * Everything about one machine. A list that is unset was never read.
 *
 * @public
 */
export const machineDetailSchema = z.object({
  row: machineRowSchema,
  hostname: z.string().optional(),
  architecture: z.string().optional(),
  platform: z.string().optional(),
  conditions: z.array(talosConditionSchema),
  takeDown: z.object({
    severity: severitySchema,
    sentence: z.string(),
    checks: z.array(checkSchema),
  }),
  /** How old each part is, and why those that are not live are not. */
  parts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.string(),
      message: z.string().optional(),
      ...age,
    }),
  ),
  services: z
    .array(
      z.object({
        id: z.string(),
        state: z.string(),
        severity: severitySchema,
        health: z.string(),
        message: z.string().optional(),
        at: z.string().optional(),
      }),
    )
    .optional(),
  extensions: z
    .array(z.object({ name: z.string(), version: z.string().optional() }))
    .optional(),
  /** Kernel modules that were loaded. */
  modules: z
    .array(z.object({ name: z.string(), state: z.string().optional() }))
    .optional(),
  disks: z
    .array(
      z.object({
        id: z.string(),
        sizeBytes: z.number().optional(),
        model: z.string().optional(),
        serial: z.string().optional(),
        transport: z.string().optional(),
      }),
    )
    .optional(),
  volumes: z
    .array(
      z.object({
        id: z.string(),
        severity: severitySchema,
        phase: z.string().optional(),
        location: z.string().optional(),
        filesystem: z.string().optional(),
        encryption: z.string().optional(),
        sizeBytes: z.number().optional(),
        usedBytes: z.number().optional(),
        usedRatio: z.number().optional(),
        error: z.string().optional(),
      }),
    )
    .optional(),
  links: z
    .array(
      z.object({
        id: z.string(),
        severity: severitySchema,
        state: z.string().optional(),
        speedMbit: z.number().optional(),
        duplex: z.string().optional(),
        mtu: z.number().optional(),
        mac: z.string().optional(),
        driver: z.string().optional(),
      }),
    )
    .optional(),
  addresses: z
    .array(
      z.object({
        address: z.string(),
        link: z.string().optional(),
        /** Another machine could take it over: the address of the control plane. */
        isShared: z.boolean(),
      }),
    )
    .optional(),
  time: z
    .object({
      severity: severitySchema,
      sentence: z.string(),
      offsetMs: z.number().optional(),
      servers: z.array(z.string()).optional(),
    })
    .optional(),
  security: z
    .object({
      secureBoot: z.boolean().optional(),
      uki: z.boolean().optional(),
      selinux: z.string().optional(),
      moduleSignatures: z.boolean().optional(),
    })
    .optional(),
  staticPods: z
    .array(
      z.object({
        id: z.string(),
        severity: severitySchema,
        image: z.string().optional(),
      }),
    )
    .optional(),
  /** Those that Kubernetes has on it; unset when that is not known now. */
  pods: z
    .array(
      z.object({
        /** Namespace and name. */
        id: z.string(),
        severity: severitySchema,
        state: z.string(),
        /** What started it; unset when nothing starts it again. */
        owner: z.string().optional(),
      }),
    )
    .optional(),
  commands: z.array(z.object({ title: z.string(), command: z.string() })),
});

/**
 * As machineDetailSchema.
 *
 * @public
 */
export type MachineDetail = z.infer<typeof machineDetailSchema>;

/**
 * Answer of `GET /machines/:cluster/:node`.
 *
 * @public
 */
export const machineDetailAnswerSchema = z.object({
  sources: z.array(sourceStateSchema),
  revision: z.string(),
  machine: machineDetailSchema,
});

/**
 * As machineDetailAnswerSchema.
 *
 * @public
 */
export type MachineDetailAnswer = z.infer<typeof machineDetailAnswerSchema>;
