import { z } from 'zod';
import {
  dnsLabel,
  fqdn,
  ipv4,
  storageSize,
  cpuCount,
  memoryGb,
} from './scalars';

const exposure = z
  .enum(['none', 'internal', 'external', 'tailscale'])
  .describe('Who reaches the app; unset: as the preset says');

const valuesSchema = z.record(z.string(), z.json());

/** One wished app: a preset and what is different here. */
export const appSchema = z.strictObject({
  preset: dnsLabel.describe('Name of a file in presets/'),
  name: dnsLabel.optional().describe('Unset: the name of the preset'),
  namespace: dnsLabel.optional().describe('Unset: as the preset says'),
  exposure: exposure.optional(),
  host_name: fqdn
    .optional()
    .describe('Unset: the name of the app below the domain'),
  storage: z
    .strictObject({
      size: storageSize.optional(),
      class: dnsLabel.optional(),
    })
    .optional()
    .describe('Volume for the configuration; unset: as the preset says'),
  values: valuesSchema
    .optional()
    .describe(
      'Fields of the preset that are different here, such as image, env, size or address',
    ),
});

export const virtualMachineSchema = z.strictObject({
  name: dnsLabel,
  namespace: dnsLabel.default('vms'),
  instancetype: z
    .string()
    .regex(
      /^[a-z0-9]+(\.[a-z0-9]+)*$/,
      'not an instance type; write one of the cluster, like u1.medium',
    )
    .default('u1.medium')
    .describe('KubeVirt cluster instance type: CPU and memory'),
  preference: z
    .string()
    .regex(
      /^[a-z0-9]+([.-][a-z0-9]+)*$/,
      'not a preference; write one of the cluster, like debian',
    )
    .default('linux')
    .describe('KubeVirt cluster preference: devices that suit the guest'),
  source: z
    .union(
      [
        z.strictObject({ url: z.string().regex(/^(https?|docker):\/\/\S+$/) }),
        z.strictObject({ pvc: dnsLabel, namespace: dnsLabel.optional() }),
        z.strictObject({ blank: z.literal(true) }),
      ],
      'not a source; write url (https:// or docker://), pvc, or blank: true',
    )
    .describe('What the disk is filled with'),
  disk: storageSize.default('30Gi').describe('Size of the disk'),
  storage_class: dnsLabel
    .optional()
    .describe('Unset: the default class of the lab'),
  run_strategy: z
    .enum(['Always', 'Halted', 'Manual', 'Once', 'RerunOnFailure'])
    .default('RerunOnFailure')
    .describe(
      'RerunOnFailure and Manual keep start and stop apart from what Git says',
    ),
  network: dnsLabel
    .optional()
    .describe('Multus network instead of the pod network'),
  ssh_keys: z
    .array(
      z
        .string()
        .regex(
          /^(ssh-|ecdsa-|sk-)\S+ \S+/,
          'not a public SSH key; paste the line of a .pub file',
        ),
    )
    .default([])
    .describe('Public keys that cloud-init puts in'),
});

/** What a machine of the lab stands on, or what stands beside the cluster. */
export const hostSchema = z.strictObject({
  name: dnsLabel,
  address: ipv4.optional(),
  kind: z.enum(['proxmox', 'metal', 'board', 'nas']),
  cpu: cpuCount.optional(),
  memory_gb: memoryGb.optional(),
  ceph_osd: z
    .boolean()
    .default(false)
    .describe('A Ceph OSD outside of the cluster runs here'),
  note: z.string().optional(),
});

const pushUrl = z
  .string()
  .regex(
    /^https:\/\/[^\s/]+(\/\S*)?$/,
    'not an https address; copy it from the stack in Grafana Cloud',
  );

export const observabilitySchema = z.strictObject({
  grafana_cloud: z
    .strictObject({
      metrics_url: pushUrl,
      metrics_user: z.string().min(1),
      logs_url: pushUrl,
      logs_user: z.string().min(1),
    })
    .optional()
    .describe('Where Alloy sends to; the token is a secret'),
});

const serverName = z.union(
  [ipv4, fqdn],
  'not a server; write its IPv4 address or its full name',
);

export const storageSchema = z.strictObject({
  default_class: dnsLabel
    .optional()
    .describe('Unset: the class of the first storage component'),
  nfs: z
    .strictObject({
      server: serverName,
      path: z
        .string()
        .regex(/^\/\S*$/, 'not an exported path; it begins with "/"'),
    })
    .optional()
    .describe('Bulk data by NFS'),
  smb: z
    .strictObject({
      server: serverName,
      share: z
        .string()
        .regex(/^[^/\\\s]+$/, 'not a share; write its name without slashes'),
    })
    .optional()
    .describe('Bulk data by SMB'),
  zfs: z
    .strictObject({
      host: serverName,
      dataset: z
        .string()
        .regex(
          /^[\w.-]+(\/[\w.-]+)*$/,
          'not a dataset; write pool/dataset without a leading "/"',
        ),
    })
    .optional()
    .describe('NAS on which the ZFS provisioner makes datasets'),
  s3: z
    .strictObject({
      endpoint: z
        .string()
        .regex(
          /^https?:\/\/[^\s/]+$/,
          'not the address of an S3 server; write it like https://s3.home.example',
        ),
      bucket: z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
          'not a name of a bucket; lower-case letters, digits, "." and "-"',
        ),
      region: z.string().min(1).default('us-east-1'),
    })
    .optional()
    .describe('Where backups go; its credentials are secrets'),
  ceph: z
    .strictObject({
      cluster_id: z
        .string()
        .regex(
          /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
          'not a cluster id; `ceph fsid` shows it',
        ),
      monitors: z
        .array(
          z
            .string()
            .regex(
              /^\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?$/,
              'not a monitor; write its address, with :6789 or :3300 if need be',
            ),
        )
        .min(1, 'empty; list the monitors'),
      pool: z.string().min(1).default('kubernetes'),
      filesystem: z.string().min(1).optional(),
      user: z.string().min(1).default('kubernetes'),
    })
    .optional()
    .describe('A Ceph cluster outside, such as the one of Proxmox'),
});
