import { parse } from 'yaml';
import { z } from 'zod';

const kubernetesObject = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({ name: z.string().min(1) }),
});

const workload = z.strictObject({
  kind: z.enum(['Deployment', 'DaemonSet', 'StatefulSet']),
  name: z.string().min(1),
  /** Unset: the release's. */
  namespace: z.string().min(1).optional(),
  image: z.string().min(1),
  /** Labels of its pods beside the chart's own. */
  labels: z.record(z.string(), z.string()).default({}),
  replicas: z.number().int().positive().default(1),
  ports: z.record(z.string(), z.number().int().positive()).default({}),
  /** Path of a value that must be set and not false, such as `hubble.relay.enabled`. */
  when: z.string().min(1).optional(),
});

const condition = z.strictObject({
  type: z.string().min(1),
  reason: z.string().min(1),
  message: z.string(),
});

const operatedKind = z.strictObject({
  group: z.string().min(1),
  version: z.string().min(1),
  kind: z.string().min(1),
  plural: z.string().min(1).optional(),
  scope: z.enum(['Namespaced', 'Cluster']).default('Namespaced'),
  /** Conditions that are True once all it makes is ready. */
  conditions: z.array(condition).default([]),
  /** The rest of its status, from then on. */
  status: z.record(z.string(), z.unknown()).default({}),
  /** What its operator makes of one; texts may name the object: `{{ .metadata.name }}`. */
  makes: z.array(kubernetesObject).default([]),
});

const description = z.strictObject({
  /** The chart's own name. */
  name: z.string().min(1),
  appVersion: z.string().min(1),
  /** Where the same is published as plain manifests: what the address begins with. */
  address: z.url().optional(),
  /** Namespace of the plain manifests. */
  namespace: z.string().min(1).optional(),
  workloads: z.array(workload).default([]),
  objects: z.array(kubernetesObject).default([]),
  kinds: z.array(operatedKind).default([]),
});

/** A kind of custom resource, and what its operator does about it. @public */
export type OperatedKind = z.infer<typeof operatedKind>;

/** One workload of a chart. @public */
export type ChartWorkload = z.infer<typeof workload>;

/**
 * What a published chart runs and what its operator does, as far as somebody
 * who looks at a lab sees it. Nothing of the chart's own templates is in it.
 * @public
 */
export type ChartDescription = z.infer<typeof description>;

/**
 * Reads a description; `file` is for messages.
 *
 * @throws Error naming file and field for what is not one
 * @public
 */
export function parseChartDescription(
  file: string,
  text: string,
): ChartDescription {
  const { success, data, error } = description.safeParse(parse(text));
  if (!success) {
    throw new Error(`${file}: ${z.prettifyError(error)}`);
  }
  return data;
}
