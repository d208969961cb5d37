import { z } from 'zod';
import { fqdn, ipv4, ipv4Cidr, schematicId, version } from './scalars';

/** Versions a new lab begins with; Renovate moves them in the inputs. */
export const DEFAULT_VERSIONS = {
  talos: 'v1.13.9',
  kubernetes: 'v1.36.4',
} as const;

const httpsUrl = z
  .string()
  .regex(
    /^https:\/\/[^\s/]+(\/\S*)?$/,
    'not an https address; write it like https://id.home.example',
  );

const uuid = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'not an id; copy its 36 characters from the address bar of Bitwarden',
  );

/** OIDC of the API server. Field names and defaults as the home-ops lab has them. */
export const oidcSchema = z.strictObject({
  issuer_url: httpsUrl.describe('Issuer, exactly as it stands in its tokens'),
  client_id: z
    .string()
    .min(1, 'empty; write the client id of the issuer')
    .describe('Client that tokens are made for'),
  username_claim: z.string().min(1).default('sub'),
  groups_claim: z.string().min(1).default('groups'),
  groups_prefix: z.string().default('oidc:'),
});

export const kubernetesSchema = z.strictObject({
  version: version
    .default(DEFAULT_VERSIONS.kubernetes)
    .describe('Kubernetes version'),
  pod_cidr: ipv4Cidr.default('10.42.0.0/16').describe('Network of the pods'),
  svc_cidr: ipv4Cidr
    .default('10.43.0.0/16')
    .describe('Network of the services'),
  coredns_addr: ipv4
    .optional()
    .describe('Address of CoreDNS; unset: the 10th of svc_cidr'),
  schedule_on_control_planes: z
    .boolean()
    .optional()
    .describe('Run apps on control planes; unset: only without workers'),
  cni: z.enum(['cilium', 'flannel']).default('cilium').describe('Pod network'),
  kube_proxy: z
    .boolean()
    .optional()
    .describe('Run kube-proxy; unset: only with flannel'),
  emulation: z
    .boolean()
    .default(false)
    .describe('Let KubeVirt run machines on nodes without /dev/kvm, slowly'),
  api: z.strictObject({
    addr: ipv4.describe(
      'Address of the API: a free one of node_cidr, or the address of a single control plane',
    ),
    tls_sans: z
      .array(fqdn)
      .default([])
      .describe('More names in the certificate of the API'),
    oidc: oidcSchema.optional(),
  }),
});

export const talosSchema = z.strictObject({
  version: version
    .default(DEFAULT_VERSIONS.talos)
    .describe('Talos version, 1.12 to 1.14'),
  layout: z
    .enum(['talhelper', 'topf'])
    .default('talhelper')
    .describe('Which generator the machine configs are written for'),
  config: z
    .enum(['v1alpha1', 'documents'])
    .optional()
    .describe(
      'Network settings inside machine: (v1alpha1), or as documents; unset: documents from Talos 1.13 on',
    ),
  schematic_id: schematicId
    .optional()
    .describe('Image Factory schematic of nodes that name none'),
  extensions: z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9.-]+\/[a-z0-9._-]+$/,
          'not an official extension; write it like siderolabs/iscsi-tools',
        ),
    )
    .default([])
    .describe('System extensions that the schematic holds'),
  overlay: z
    .strictObject({
      name: z.string().min(1).describe('Overlay, like turingrk1'),
      image: z
        .string()
        .min(1)
        .describe('Its image, like siderolabs/sbc-rockchip'),
    })
    .optional()
    .describe('Image Factory overlay for a single-board computer'),
});

export const repositorySchema = z.strictObject({
  url: z
    .string()
    .regex(
      /^(https?:\/\/[^\s/]+\/\S+|ssh:\/\/git@[^\s/]+\/\S+)$/,
      'not an address of a repository; write https://... or ssh://git@...',
    )
    .optional()
    .describe('Where this tree is cloned from'),
  branch: z
    .string()
    .min(1, 'empty; write the branch, usually main')
    .default('main'),
  webhook_provider: z
    .enum(['github', 'gitlab', 'generic-hmac', 'none'])
    .optional()
    .describe(
      'Who tells the cluster of a push; unset: by the host of the address, else none',
    ),
  known_hosts: z
    .string()
    .default('')
    .describe('known_hosts lines of an ssh host that is not a big forge'),
});

export const gitopsSchema = z.strictObject({
  engine: z
    .enum(['flux', 'argocd', 'none'])
    .default('flux')
    .describe('What applies the tree'),
});

export const secretsSchema = z.strictObject({
  provider: z
    .enum(['sops', 'external-secrets', 'both'])
    .default('sops')
    .describe('Where secret values live'),
  age_recipients: z
    .array(
      z
        .string()
        .regex(
          /^age1(pq1)?[02-9ac-hj-np-z]+$/,
          'not an age recipient; it begins with age1 or age1pq1, never with AGE-SECRET-KEY',
        ),
    )
    .default([])
    .describe('Public keys that SOPS files are encrypted to'),
  store: z
    .enum(['onepassword', 'onepassword-connect', 'bitwarden'])
    .optional()
    .describe('Store that External Secrets reads'),
  vault: z
    .string()
    .min(1, 'empty; write the name of the vault')
    .default('Kubernetes')
    .describe('1Password vault that holds the items'),
  bitwarden: z
    .strictObject({ organization_id: uuid, project_id: uuid })
    .optional()
    .describe('Where the Bitwarden store reads; ids, no secrets'),
});

export const etcdSnapshotsSchema = z.strictObject({
  age_recipients: z
    .array(
      z
        .string()
        .regex(
          /^age1(?!pq1)[02-9ac-hj-np-z]+$/,
          'not a recipient that talos-backup reads; it begins with age1 and not age1pq1, as `age-keygen` prints it',
        ),
    )
    .optional()
    .describe(
      'Public keys that snapshots are encrypted to; unset: those of secrets.age_recipients, but for age1pq1',
    ),
  schedule: z
    .string()
    .regex(
      /^(\S+ ){4}\S+$/,
      'not a schedule; write five fields as for cron, like 0 */6 * * *',
    )
    .default('0 */6 * * *')
    .describe('When one is taken, in the time zone of the lab'),
});
