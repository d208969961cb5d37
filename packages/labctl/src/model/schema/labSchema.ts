import { z } from 'zod';
import {
  ciliumSchema,
  dnsSchema,
  domainSchema,
  gatewaysSchema,
  ingressSchema,
  loadBalancerSchema,
  networkSchema,
} from './networkSchema';
import { nodeSchema } from './nodeSchema';
import {
  etcdSnapshotsSchema,
  gitopsSchema,
  kubernetesSchema,
  repositorySchema,
  secretsSchema,
  talosSchema,
} from './platformSchema';
import { dnsLabel } from './scalars';
import {
  appSchema,
  hostSchema,
  observabilitySchema,
  storageSchema,
  virtualMachineSchema,
} from './workloadSchema';

/** Everything of a lab but its nodes. */
export const clusterSchema = z.strictObject({
  name: dnsLabel.default('kubernetes').describe('Name of the cluster'),
  timezone: z
    .string()
    .regex(
      /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/,
      'not a time zone; write it like Europe/Amsterdam',
    )
    .default('Etc/UTC')
    .describe('Time zone of the apps and of scheduled work'),
  network: networkSchema,
  kubernetes: kubernetesSchema,
  gateways: gatewaysSchema,
  repository: repositorySchema.prefault({}),
  domain: domainSchema,
  dns: dnsSchema.prefault({}),
  ingress: ingressSchema.prefault({}),
  cilium: ciliumSchema.prefault({}),
  talos: talosSchema.prefault({}),
  spegel: z
    .strictObject({
      enabled: z
        .boolean()
        .optional()
        .describe('Share images between nodes; unset: with more than one'),
    })
    .prefault({}),
  gitops: gitopsSchema.prefault({}),
  secrets: secretsSchema.prefault({}),
  etcd_snapshots: etcdSnapshotsSchema.prefault({}),
  load_balancer: loadBalancerSchema.prefault({}),
  storage: storageSchema.prefault({}),
  observability: observabilitySchema.prefault({}),
  components: z
    .array(dnsLabel)
    .optional()
    .describe(
      'Folders of templates/components; what they need is added. Unset: what a small lab begins with',
    ),
  apps: z
    .array(
      z.union(
        [dnsLabel, appSchema],
        'not an app; write the name of a preset, or its fields beginning with preset',
      ),
    )
    .default([]),
  virtual_machines: z.array(virtualMachineSchema).default([]),
  hosts: z.array(hostSchema).default([]),
});

export const nodesSchema = z
  .array(nodeSchema)
  .min(1, 'empty; a cluster needs at least one node');

/**
 * The inputs of a lab in their canonical form: what cluster.toml says field by
 * field, and what cluster.yaml and nodes.yaml are read into.
 *
 * @public
 */
export const labSchema = clusterSchema.extend({ nodes: nodesSchema });

/**
 * Inputs as a person writes them: whatever has a default may be missing.
 *
 * @public
 */
export type LabInputs = z.input<typeof labSchema>;

/**
 * Inputs with every fixed default filled in, and nothing computed yet.
 *
 * @public
 */
export type ParsedLab = z.output<typeof labSchema>;
