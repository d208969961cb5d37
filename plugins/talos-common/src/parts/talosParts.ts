import type { TalosResource } from '../facts/snapshots';
import { keepModule } from '../read/keepModule';

/**
 * How a part of a machine is read: watched as COSI resources of one type, listed from
 * time to time where Talos tells no change of them or there hardly is any (a watch costs
 * memory as long as it is open), or asked by one RPC.
 *
 * @public
 */
export type TalosPartSource =
  | {
      readonly by: 'watch';
      readonly type: string;
      readonly namespace: string;
    }
  | {
      readonly by: 'list';
      readonly type: string;
      readonly namespace: string;
      /** What versions without the type have instead, in the same namespace. */
      readonly fallback?: string;
      /** How long what was listed counts as current. */
      readonly periodMs: number;
      /** Listed again at once when this watched part changes. */
      readonly after?: string;
      /** What is kept of a resource, if anything; unset: all of it. */
      readonly keep?: (resource: TalosResource) => TalosResource | undefined;
    }
  | {
      readonly by: 'call';
      readonly rpc: TalosRpc;
      /** How long an answer counts as current. */
      readonly periodMs: number;
      /** Asked again at once when this watched part changes. */
      readonly after?: string;
    };

/**
 * The RPCs of `machine.MachineService` that Homestage calls; all of them are open
 * to the role `os:reader`.
 *
 * Source: the rules in siderolabs/talos
 * internal/app/machined/pkg/system/services/machined.go.
 *
 * @public
 */
export const TALOS_RPCS = [
  'version',
  'serviceList',
  'mounts',
  'etcdStatus',
  'etcdMemberList',
  'etcdAlarmList',
] as const;

/**
 * One of {@link TALOS_RPCS}.
 *
 * @public
 */
export type TalosRpc = (typeof TALOS_RPCS)[number];

/**
 * One thing that is known of a machine, with an age of its own.
 *
 * @public
 */
export interface TalosPart {
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  readonly source: TalosPartSource;
  /** Only control planes have it. */
  readonly isControlPlaneOnly?: boolean;
}

const MINUTE_MS = 60_000;
/** For what changes once a week. */
const RARELY_MS = 10 * MINUTE_MS;

const watch = (type: string, namespace: string) =>
  ({ by: 'watch', type: `${type}.talos.dev`, namespace } as const);

const list = (type: string, namespace: string, periodMs: number) =>
  ({ by: 'list', type: `${type}.talos.dev`, namespace, periodMs } as const);

const call = (rpc: TalosRpc, periodMs: number, after?: string) =>
  ({ by: 'call', rpc, periodMs, after } as const);

/**
 * Every part that is read, once per machine however many people look at it. All
 * types are NonSensitive, so `os:reader` may read them.
 *
 * @public
 */
export const TALOS_PARTS = [
  {
    id: 'machineStatus',
    title: 'stage and readiness',
    source: watch('MachineStatuses.runtime', 'runtime'),
  },
  {
    id: 'bootId',
    title: 'boot',
    // Since Talos 1.14. A boot changes the stage, too.
    source: {
      ...list('BootIDs.runtime', 'runtime', RARELY_MS),
      after: 'machineStatus',
    },
  },
  {
    id: 'version',
    title: 'version',
    // The boot of another version shows as a change of the stage.
    source: call('version', 2 * MINUTE_MS, 'machineStatus'),
  },
  {
    id: 'machineType',
    title: 'machine type',
    source: watch('MachineTypes.config', 'config'),
  },
  {
    id: 'hostname',
    title: 'host name',
    source: watch('HostnameStatuses.net', 'network'),
  },
  {
    id: 'extensions',
    title: 'extensions',
    source: watch('ExtensionStatuses.runtime', 'runtime'),
  },
  {
    id: 'serviceHealth',
    title: 'health of services',
    source: watch('Services.v1alpha1', 'runtime'),
  },
  {
    id: 'services',
    title: 'services',
    source: call('serviceList', MINUTE_MS, 'serviceHealth'),
  },
  {
    id: 'diagnostics',
    title: 'diagnostics',
    source: watch('Diagnostics.runtime', 'runtime'),
  },
  {
    id: 'system',
    title: 'maker and model',
    source: watch('SystemInformations.hardware', 'hardware'),
  },
  {
    id: 'platformMetadata',
    title: 'platform',
    source: watch('PlatformMetadatas', 'runtime'),
  },
  {
    id: 'modules',
    title: 'kernel modules',
    source: {
      ...list('KernelModuleStatuses.runtime', 'runtime', RARELY_MS),
      // Until Talos 1.13.
      fallback: 'LoadedKernelModules.runtime.talos.dev',
      keep: keepModule,
    },
  },
  {
    id: 'security',
    title: 'security state',
    source: watch('SecurityStates', 'runtime'),
  },
  {
    id: 'time',
    title: 'time',
    source: watch('TimeStatuses.v1alpha1', 'runtime'),
  },
  {
    id: 'clock',
    title: 'offset of the clock',
    source: watch('AdjtimeStatuses.v1alpha1', 'runtime'),
  },
  {
    id: 'timeServers',
    title: 'time servers',
    source: watch('TimeServerStatuses.net', 'network'),
  },
  {
    id: 'disks',
    title: 'disks',
    source: watch('Disks.block', 'runtime'),
  },
  {
    id: 'volumes',
    title: 'volumes',
    source: watch('VolumeStatuses.block', 'runtime'),
  },
  { id: 'mounts', title: 'fill of volumes', source: call('mounts', MINUTE_MS) },
  {
    id: 'arrays',
    title: 'arrays of disks',
    // This one and the next since Talos 1.14.
    source: watch('MDArrayStatuses.storage', 'storage'),
  },
  {
    id: 'scrubs',
    title: 'checks of file systems',
    source: list('FSScrubStatuses.block', 'runtime', RARELY_MS),
  },
  {
    id: 'links',
    title: 'links',
    source: watch('LinkStatuses.net', 'network'),
  },
  {
    id: 'addresses',
    title: 'addresses',
    source: watch('AddressStatuses.net', 'network'),
  },
  {
    id: 'dnsUpstreams',
    title: 'upstream name servers',
    // Talos asks the servers when the list is read and tells no change of the answer.
    source: list('DNSUpstreams.net', 'network', MINUTE_MS),
  },
  {
    id: 'probes',
    title: 'network probes',
    source: watch('ProbeStatuses.net', 'network'),
  },
  {
    id: 'bgpPeers',
    title: 'BGP peers',
    // Since Talos 1.14.
    source: watch('BGPPeerStatuses.net', 'network'),
  },
  {
    id: 'kubernetesNode',
    title: 'Kubernetes node',
    source: watch('NodeStatuses.kubernetes', 'k8s'),
  },
  {
    id: 'kubePrism',
    title: 'way to the Kubernetes API',
    source: watch('KubePrismStatuses.kubernetes', 'k8s'),
  },
  {
    id: 'staticPods',
    title: 'static pods',
    source: watch('StaticPodStatuses.kubernetes', 'k8s'),
  },
  {
    id: 'members',
    title: 'members of the cluster',
    source: watch('Members.cluster', 'cluster'),
  },
  {
    id: 'etcdMember',
    title: 'own etcd member',
    source: watch('EtcdMembers.etcd', 'etcd'),
    isControlPlaneOnly: true,
  },
  {
    id: 'etcdSpec',
    title: 'arguments of etcd',
    source: watch('EtcdSpecs.etcd', 'etcd'),
    isControlPlaneOnly: true,
  },
  {
    id: 'etcdStatus',
    title: 'state of etcd',
    source: call('etcdStatus', MINUTE_MS / 6),
    isControlPlaneOnly: true,
  },
  {
    id: 'etcdMembers',
    title: 'etcd members',
    source: call('etcdMemberList', MINUTE_MS / 4),
    isControlPlaneOnly: true,
  },
  {
    id: 'etcdAlarms',
    title: 'etcd alarms',
    source: call('etcdAlarmList', MINUTE_MS / 6),
    isControlPlaneOnly: true,
  },
] as const satisfies readonly TalosPart[];

/**
 * Id of one of {@link TALOS_PARTS}.
 *
 * @public
 */
export type TalosPartId = (typeof TALOS_PARTS)[number]['id'];
