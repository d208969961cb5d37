import { z } from 'zod';
import { dnsLabel, ipv4, storageSize } from '../model/schema/scalars';

const absolutePath = z
  .string()
  .regex(/^\/\S*$/, 'not a path inside the container; it begins with "/"');

const port = z
  .int('not a whole number; write a port from 1 to 65535')
  .min(1, 'not a port; write 1 to 65535')
  .max(65535, 'not a port; write 1 to 65535');

const environmentName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_.-]*$/,
    'not a name of an environment variable; use letters, digits and "_"',
  );

/** Values of variables may name facts of the lab: `#{ domain }#`; see fillText. */
const environment = z.record(
  environmentName,
  z.union(
    [z.string(), z.number(), z.boolean()],
    'not a value of a variable; write text, a number, true or false',
  ),
);

const imageSchema = z.strictObject({
  repository: z
    .string()
    .regex(
      /^[a-z0-9.-]+\.[a-z0-9.-]+(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/,
      'not an image; write its registry too, like docker.io/library/nginx',
    ),
  tag: z
    .string('not a text; put the tag in quotes, like "41"')
    .regex(
      /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,
      'not a tag; letters, digits, ".", "_" and "-" are allowed',
    )
    .refine(
      tag => !['latest', 'main', 'master', 'rolling', 'stable'].includes(tag),
      'moves without notice; write the tag of one version',
    ),
});

const healthSchema = z.union(
  [
    z.strictObject({
      path: absolutePath.describe('HTTP path that answers 2xx or 3xx'),
      port: port.optional().describe('Unset: the port of the app'),
    }),
    z.strictObject({ tcp: port.describe('Port that accepts connections') }),
    z.strictObject({ command: z.array(z.string()).min(1) }),
    z.literal('none'),
  ],
  'not a health check; write path, tcp, command, or none',
);

const resourcesSchema = z.strictObject({
  cpu: z
    .string('not a text; put the quantity in quotes, like "1" or 10m')
    .regex(/^\d+m?$/, 'not an amount of CPU; write it like 10m')
    .default('10m'),
  memory: storageSize.default('64Mi').describe('What is set aside'),
  limit: storageSize.default('512Mi').describe('Above this it is stopped'),
});

/** What the main workload and its companions have in common. */
const workloadFields = {
  image: imageSchema,
  command: z.array(z.string()).default([]),
  args: z.array(z.string()).default([]),
  port: port.optional().describe('Port of its web page or API; unset: none'),
  health: healthSchema.optional().describe('Unset: the port is probed by TCP'),
  slow_start_s: z
    .int()
    .min(10)
    .max(3600)
    .optional()
    .describe('Seconds the first start may take, when over half a minute'),
  env: environment.default({}),
  resources: resourcesSchema.prefault({}),
} as const;

const companionSchema = z.strictObject({
  name: dnsLabel,
  ...workloadFields,
});

const volumeSchema = z.strictObject({
  name: dnsLabel.describe('The first claim takes the name of the app instead'),
  kind: z
    .enum(['claim', 'library'])
    .describe(
      'claim: a volume of its own; library: a folder of the NAS (storage.nfs)',
    ),
  path: absolutePath,
  sub_path: z.string().min(1).optional(),
  share: z
    .string()
    .regex(/^[A-Za-z0-9._/-]+$/, 'not a folder; write it like media/books')
    .optional()
    .describe('library: folder below storage.nfs.path; unset: the name'),
  read_only: z.boolean().default(false),
  size: storageSize.default('5Gi').describe('claim: its size'),
  access: z.enum(['ReadWriteOnce', 'ReadWriteMany']).default('ReadWriteOnce'),
  class: dnsLabel
    .optional()
    .describe('claim: its storage class; unset: the default of the lab'),
  workloads: z
    .array(dnsLabel)
    .optional()
    .describe('Which workloads mount it; unset: all'),
});

const configFileSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'not a file name without folders'),
  path: absolutePath.describe('Where the app reads it'),
  text: z.string().describe('Its text; may name facts of the lab'),
});

const secretKeySchema = z.strictObject({
  name: environmentName.describe(
    'Variable, and field of the secret store item',
  ),
  description: z.string().min(1).describe('What to put there'),
  generate: z
    .int()
    .min(16)
    .max(128)
    .optional()
    .describe('Length of a value that can be made up; unset: only you know it'),
});

/** Field of a database secret -> what a variable is set to. */
export const DATABASE_FIELDS = [
  'host',
  'port',
  'dbname',
  'username',
  'password',
  'uri',
] as const;

const databaseSchema = z.strictObject({
  provider: z
    .enum(['cloudnative-pg', 'external-postgres-operator'])
    .optional()
    .describe('Unset: the one that the lab has, else cloudnative-pg'),
  name: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/, 'not a name of a database in PostgreSQL')
    .optional()
    .describe('Unset: the name of the app, with _ for -'),
  image: z
    .string()
    .optional()
    .describe('PostgreSQL image with extensions; unset: of the operator'),
  extensions: z
    .array(z.string().regex(/^[a-z_][a-z0-9_-]*$/, 'not an extension'))
    .default([]),
  libraries: z
    .array(z.string().min(1))
    .default([])
    .describe('shared_preload_libraries'),
  size: storageSize.default('10Gi'),
  instances: z.int().min(1).max(5).default(1),
  env: z
    .record(environmentName, z.enum(DATABASE_FIELDS))
    .describe('Variable -> field of the database'),
});

const cacheSchema = z.strictObject({
  env: z
    .record(environmentName, z.enum(['host', 'port', 'url']))
    .describe('Variable -> field of the cache'),
});

const lanPortSchema = z.strictObject({
  name: dnsLabel,
  port,
  protocol: z.enum(['TCP', 'UDP']).default('TCP'),
});

const clusterRuleSchema = z.strictObject({
  api_groups: z.array(z.string()).min(1),
  resources: z.array(z.string()).min(1),
  verbs: z.array(z.enum(['get', 'list', 'watch'])).min(1),
});

/**
 * Groups of a dashboard; also the order they stand in.
 *
 * @public
 */
export const PRESET_GROUPS = [
  'Media',
  'Downloads',
  'Cloud',
  'Home',
  'Productivity',
  'Network',
  'Observability',
  'Security',
  'Lab',
] as const;

/** What an app asks of a lab beyond what its other fields tell. */
export const SOFT_NEEDS = ['gpu', 'mqtt', 'oidc', 'smtp', 'vpn'] as const;

const presetFields = z.strictObject({
  name: dnsLabel.describe('Name of the file without .yaml'),
  title: z.string().min(1),
  description: z
    .string()
    .min(1)
    .max(100)
    .describe('What it is for, in half a line'),
  upstream: z
    .string()
    .regex(/^https:\/\/\S+$/, 'not an https address')
    .describe('Where its documentation is'),
  icon: z
    .string()
    .regex(/^[a-z0-9-]+(\.(png|svg|webp))?$/, 'not a name of an icon')
    .describe('Name in the dashboard icons collection, or mdi-...'),
  group: z.enum(PRESET_GROUPS),
  namespace: dnsLabel,
  architectures: z
    .array(z.enum(['amd64', 'arm64']))
    .min(1)
    .default(['amd64', 'arm64'])
    .describe('Platforms that the image is built for'),
  exposure: z
    .enum(['none', 'internal', 'external', 'tailscale'])
    .default('internal'),
  subdomain: dnsLabel
    .optional()
    .describe('Host name below the domain; unset: the name of the app'),
  workload: z
    .enum(['deployment', 'statefulset', 'cronjob'])
    .default('deployment'),
  schedule: z
    .string()
    .regex(
      /^(\S+ ){4}\S+$/,
      'not a schedule; write five fields, like "0 2 * * *"',
    )
    .optional()
    .describe('cronjob: when it runs, in the time zone of the lab'),
  replicas: z.int().min(1).max(5).default(1),
  ...workloadFields,
  user: z
    .strictObject({
      uid: z.int().min(0).max(65535).default(1000),
      gid: z.int().min(0).max(65535).default(1000),
      root: z
        .boolean()
        .default(false)
        .describe('The image starts as root and lowers its rights itself'),
    })
    .prefault({}),
  writable_root: z
    .boolean()
    .default(false)
    .describe('The app writes beside its volumes'),
  secrets: z.array(secretKeySchema).default([]),
  config_files: z.array(configFileSchema).default([]),
  volumes: z.array(volumeSchema).default([]),
  scratch: z
    .array(absolutePath)
    .default([])
    .describe('Folders it may fill and lose'),
  lan_ports: z
    .array(lanPortSchema)
    .default([])
    .describe('Ports with an address of their own in the home network'),
  address: ipv4
    .optional()
    .describe('That address; unset: the next free one of the pool'),
  network: z
    .enum(['pod', 'host'])
    .default('pod')
    .describe('host: sees the broadcasts of the home network'),
  vlan: dnsLabel
    .optional()
    .describe('NetworkAttachmentDefinition (Multus) that it stands in too'),
  database: databaseSchema.optional(),
  cache: cacheSchema.optional(),
  metrics: z
    .strictObject({
      port: port.optional(),
      path: absolutePath.default('/metrics'),
    })
    .optional()
    .describe('Where Prometheus reads; port unset: the port of the app'),
  cluster_rules: z
    .array(clusterRuleSchema)
    .default([])
    .describe('What it reads from the Kubernetes API'),
  companions: z.array(companionSchema).default([]),
  depends_on: z
    .array(dnsLabel)
    .default([])
    .describe('Presets that must run before it, where they are wished too'),
  needs: z.array(z.enum(SOFT_NEEDS)).default([]),
  backup: z
    .boolean()
    .default(true)
    .describe('Whether its first claim is worth a backup'),
  backup_engine: z
    .enum(['kopiur', 'volsync'])
    .optional()
    .describe('Unset: kopiur if the lab has it, else volsync'),
  notes: z
    .string()
    .optional()
    .describe('What a person does once, after it runs'),
});

/** What contradicts itself inside of one preset, each with the field to mend. */
function contradictions(preset: z.output<typeof presetFields>) {
  const found: { path: string; message: string }[] = [];
  if ((preset.workload === 'cronjob') !== (preset.schedule !== undefined)) {
    found.push({
      path: 'schedule',
      message: 'belongs to workload cronjob, and to no other: mend one of both',
    });
  }
  if (
    ['internal', 'external', 'tailscale'].includes(preset.exposure) &&
    preset.port === undefined
  ) {
    found.push({
      path: 'exposure',
      message: 'has nothing to lead to: write port, or exposure none',
    });
  }
  if (preset.user.root && preset.user.uid !== 1000) {
    found.push({
      path: 'user.uid',
      message: 'is not used with root: leave it out',
    });
  }
  return found;
}

/**
 * One app that people may wish: a file of infra/presets.
 *
 * @public
 */
export const presetSchema = presetFields.superRefine((preset, context) => {
  for (const { path, message } of contradictions(preset)) {
    context.addIssue({ code: 'custom', path: path.split('.'), message });
  }
});

/**
 * What a wish may lay over its preset (`apps[].values`): the same fields, each
 * optional. Mappings are merged, lists and single values replaced.
 */
export const presetOverrideKeys = Object.keys(presetFields.shape);

/**
 * One app that people may wish, complete with its defaults.
 *
 * @public
 */
export type Preset = z.output<typeof presetSchema>;

export type PresetCompanion = Preset['companions'][number];
export type PresetVolume = Preset['volumes'][number];
