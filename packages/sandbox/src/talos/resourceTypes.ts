/** A COSI type as Talos defines it. */
export interface TalosResourceType {
  readonly type: string;
  readonly namespace: string;
  /** What `talosctl get` calls it. */
  readonly aliases: readonly string[];
  readonly columns?: ReadonlyArray<readonly [name: string, jsonPath: string]>;
  /** Only `os:admin` may read it. */
  readonly isSensitive?: boolean;
  /** The first Talos that has it; unset: all that the lab can be. */
  readonly since?: `v${number}.${number}`;
}

const type = (
  name: string,
  namespace: string,
  aliases: readonly string[],
  more: Pick<TalosResourceType, 'columns' | 'isSensitive' | 'since'> = {},
): TalosResourceType => ({
  type: `${name}.talos.dev`,
  namespace,
  aliases,
  ...more,
});

/**
 * The types that the embedded lab has resources of, and one that its readers are
 * refused. Sources: pkg/machinery/resources in siderolabs/talos.
 */
export const RESOURCE_TYPES: readonly TalosResourceType[] = [
  type('MachineStatuses.runtime', 'runtime', ['machinestatus'], {
    columns: [
      ['Stage', '{.stage}'],
      ['Ready', '{.status.ready}'],
    ],
  }),
  type('BootIDs.runtime', 'runtime', [], {
    columns: [['Boot ID', '{.bootID}']],
    since: 'v1.14',
  }),
  type('MachineTypes.config', 'config', ['machinetype']),
  type('HostnameStatuses.net', 'network', ['hostname', 'hostnamestatus'], {
    columns: [['Hostname', '{.hostname}']],
  }),
  type(
    'ExtensionStatuses.runtime',
    'runtime',
    ['extensions', 'extensionstatus'],
    {
      columns: [
        ['Name', '{.metadata.name}'],
        ['Version', '{.metadata.version}'],
      ],
    },
  ),
  type('Services.v1alpha1', 'runtime', ['svc', 'service'], {
    columns: [
      ['Running', '{.running}'],
      ['Healthy', '{.healthy}'],
    ],
  }),
  type('Diagnostics.runtime', 'runtime', ['diagnostic']),
  type('SecurityStates', 'runtime', ['securitystate'], {
    columns: [['SecureBoot', '{.secureBoot}']],
  }),
  type('SystemInformations.hardware', 'hardware', ['systeminformation'], {
    columns: [
      ['Manufacturer', '{.manufacturer}'],
      ['ProductName', '{.productName}'],
    ],
  }),
  type('PlatformMetadatas', 'runtime', ['platformmetadata'], {
    columns: [['Platform', '{.platform}']],
  }),
  type('LoadedKernelModules.runtime', 'runtime', [], {
    columns: [['State', '{.state}']],
  }),
  type('KernelModuleStatuses.runtime', 'runtime', ['module'], {
    columns: [
      ['Type', '{.type}'],
      ['State', '{.state}'],
    ],
    since: 'v1.14',
  }),
  type('TimeStatuses.v1alpha1', 'runtime', ['timestatus'], {
    columns: [['Synced', '{.synced}']],
  }),
  type('AdjtimeStatuses.v1alpha1', 'runtime', ['adjtimestatus'], {
    columns: [['Offset', '{.offset}']],
  }),
  type('TimeServerStatuses.net', 'network', ['timeserver', 'timeserverstatus']),
  type('Disks.block', 'runtime', ['disk'], {
    columns: [
      ['Size', '{.pretty_size}'],
      ['Model', '{.model}'],
    ],
  }),
  type('VolumeStatuses.block', 'runtime', ['vs', 'volumestatus'], {
    columns: [
      ['Phase', '{.phase}'],
      ['Location', '{.location}'],
    ],
  }),
  type('MDArrayStatuses.storage', 'storage', [], {
    columns: [
      ['Level', '{.level}'],
      ['Status', '{.status}'],
    ],
    since: 'v1.14',
  }),
  type('FSScrubStatuses.block', 'runtime', [], {
    columns: [
      ['Mountpoint', '{.mountpoint}'],
      ['Latest status', '{.status}'],
    ],
    since: 'v1.14',
  }),
  type('LinkStatuses.net', 'network', ['link', 'linkstatus'], {
    columns: [['Oper State', '{.operationalState}']],
  }),
  type('AddressStatuses.net', 'network', ['address', 'addressstatus'], {
    columns: [
      ['Address', '{.address}'],
      ['Link', '{.linkName}'],
    ],
  }),
  type('DNSUpstreams.net', 'network', [], {
    columns: [
      ['Healthy', '{.healthy}'],
      ['Address', '{.addr}'],
    ],
  }),
  type('ProbeStatuses.net', 'network', ['probe'], {
    columns: [['Success', '{.success}']],
  }),
  type('BGPPeerStatuses.net', 'network', [], {
    columns: [
      ['Peer', '{.peer}'],
      ['State', '{.state}'],
    ],
    since: 'v1.14',
  }),
  type('NodeStatuses.kubernetes', 'k8s', ['nodestatus'], {
    columns: [['Ready', '{.nodeReady}']],
  }),
  type('KubePrismStatuses.kubernetes', 'k8s', [], {
    columns: [
      ['HOST', '{.host}'],
      ['HEALTHY', '{.healthy}'],
    ],
  }),
  type('StaticPodStatuses.kubernetes', 'k8s', ['podstatus', 'staticpodstatus']),
  type('Members.cluster', 'cluster', ['member'], {
    columns: [
      ['Hostname', '{.hostname}'],
      ['Machine Type', '{.machineType}'],
      ['OS', '{.operatingSystem}'],
      ['Addresses', '{.addresses}'],
    ],
  }),
  type('EtcdMembers.etcd', 'etcd', ['etcdmember'], {
    columns: [['ID', '{.memberID}']],
  }),
  type('EtcdSpecs.etcd', 'etcd', ['etcdspec']),
  type('MachineConfigs.config', 'config', ['mc', 'machineconfig'], {
    isSensitive: true,
  }),
];

/** What a machine of a version has. */
export function typesOf(version: string): readonly TalosResourceType[] {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  return RESOURCE_TYPES.filter(({ since = 'v0.0' }) => {
    const [first, second] = since.slice(1).split('.').map(Number);
    return Number(major) * 1000 + Number(minor) >= first * 1000 + second;
  });
}

/** Where Talos keeps the definitions themselves. */
export const DEFINITION_TYPE = 'ResourceDefinitions.meta.cosi.dev';
export const DEFINITION_NAMESPACE = 'meta';

/** `MachineStatuses` is several of `MachineStatus`, `MachineTypes` of `MachineType`. */
function singular(plural: string): string {
  return plural.replace(/(?<=[us]s)es$|s$/, '');
}

/** The spec of a definition as clients of Go decode it. */
export function definitionSpec(resource: TalosResourceType) {
  const [display] = resource.type.split('.');
  const plural = display.toLowerCase();
  const group = resource.type.slice(display.length + 1);
  return {
    resourceType: resource.type,
    displayType: singular(display),
    defaultNamespace: resource.namespace,
    aliases: [...resource.aliases],
    allAliases: [
      ...new Set([
        ...resource.aliases,
        ...resource.aliases.map(
          alias => `${alias}${alias.endsWith('s') ? 'es' : 's'}`,
        ),
        plural,
        plural.replace(/(us|is)es$/, '$1').replace(/s$/, ''),
        `${plural}.${group.split('.')[0]}`,
      ]),
    ],
    printColumns: (resource.columns ?? []).map(([name, jsonPath]) => ({
      name,
      jsonPath,
    })),
    sensitivity: resource.isSensitive ? 1 : 0,
  };
}
