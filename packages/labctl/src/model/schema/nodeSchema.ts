import { z } from 'zod';
import {
  cpuCount,
  disk,
  dnsLabel,
  ipv4,
  macAddress,
  memoryGb,
  mtu,
  schematicId,
} from './scalars';

/** Names that are folders of Talos patches in one layout or the other. */
const RESERVED_NAMES = [
  'all',
  'control-plane',
  'controller',
  'global',
  'worker',
];

const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    'not a label of Kubernetes',
  );

export const nodeSchema = z.strictObject({
  name: dnsLabel
    .superRefine((name, context) => {
      if (RESERVED_NAMES.includes(name)) {
        context.addIssue({
          code: 'custom',
          message: `"${name}" is the name of a folder of patches; give the node another name, like ${name}-01`,
          params: { rule: 'reserved-node-name' },
        });
      }
    })
    .describe('Host name'),
  address: ipv4.describe('Fixed address, inside node_cidr'),
  controller: z.boolean().describe('Control plane (true) or worker (false)'),
  disk: disk.describe(
    'Disk that Talos is installed on: /dev/..., or its serial',
  ),
  mac_addr: macAddress.describe('MAC address of the network card'),
  schematic_id: schematicId
    .optional()
    .describe('Image Factory schematic; unset: talos.schematic_id'),
  mtu: mtu.default(1500),
  secureboot: z.boolean().default(false),
  encrypt_disk: z
    .boolean()
    .default(false)
    .describe('Encrypt the disk with the TPM'),
  kernel_modules: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9_-]+$/, 'not a kernel module; write it like drbd'),
    )
    .default([]),
  host: dnsLabel
    .optional()
    .describe('Name of a host in hosts: what this node runs on'),
  arch: z.enum(['amd64', 'arm64']).default('amd64'),
  cpu: cpuCount.optional().describe('CPUs; unset: unknown'),
  memory_gb: memoryGb.optional().describe('Memory in GB; unset: unknown'),
  disk_gb: z
    .number()
    .positive()
    .optional()
    .describe('Size of the install disk in GB; unset: unknown'),
  ceph_disks: z
    .array(disk)
    .default([])
    .describe('Whole disks for Ceph OSDs, never the install disk'),
  labels: z.record(labelKey, z.string()).default({}),
});
