import { TALOS_RPCS, type TalosRpc } from '../parts/talosParts';

/**
 * The roles that a credential of Talos can carry and Homestage has a use for.
 *
 * @public
 */
export const TALOS_ROLES = [
  'os:reader',
  'os:etcd:backup',
  'os:operator',
  'os:admin',
] as const;

/**
 * One of {@link TALOS_ROLES}.
 *
 * @public
 */
export type TalosRole = (typeof TALOS_ROLES)[number];

/**
 * RPCs that change something and answer once.
 *
 * @public
 */
export const TALOS_ACTION_RPCS = [
  'reboot',
  'serviceRestart',
  'etcdDefragment',
  'etcdAlarmDisarm',
] as const;

/**
 * One of {@link TALOS_ACTION_RPCS}.
 *
 * @public
 */
export type TalosActionRpc = (typeof TALOS_ACTION_RPCS)[number];

/**
 * RPCs that read, and are asked only while somebody waits.
 *
 * @public
 */
export const TALOS_ASKED_RPCS = ['containers'] as const;

/**
 * One of {@link TALOS_ASKED_RPCS}.
 *
 * @public
 */
export type TalosAskedRpc = (typeof TALOS_ASKED_RPCS)[number];

/**
 * RPCs that answer with a stream.
 *
 * @public
 */
export const TALOS_STREAM_RPCS = ['logs', 'events', 'etcdSnapshot'] as const;

/**
 * One of {@link TALOS_STREAM_RPCS}.
 *
 * @public
 */
export type TalosStreamRpc = (typeof TALOS_STREAM_RPCS)[number];

/**
 * Every RPC of `machine.MachineService` that Homestage calls.
 *
 * @public
 */
export type AnyTalosRpc =
  | TalosRpc
  | TalosAskedRpc
  | TalosActionRpc
  | TalosStreamRpc;

const OPERATE: readonly TalosRole[] = ['os:operator', 'os:admin'];
const READ: readonly TalosRole[] = ['os:reader', ...OPERATE];
const BACK_UP: readonly TalosRole[] = ['os:etcd:backup', ...OPERATE];
const READ_ETCD: readonly TalosRole[] = ['os:etcd:backup', ...READ];

/**
 * Which roles may call what.
 *
 * Source: the rules in siderolabs/talos
 * internal/app/machined/pkg/system/services/machined.go.
 *
 * @public
 */
export const RPC_ROLES: Readonly<Record<AnyTalosRpc, readonly TalosRole[]>> = {
  version: READ,
  serviceList: READ,
  mounts: READ,
  etcdStatus: READ_ETCD,
  etcdMemberList: READ_ETCD,
  etcdAlarmList: READ_ETCD,
  containers: READ,
  logs: READ,
  events: READ,
  etcdSnapshot: BACK_UP,
  reboot: OPERATE,
  serviceRestart: OPERATE,
  etcdDefragment: OPERATE,
  etcdAlarmDisarm: OPERATE,
};

/**
 * Whether a credential with these roles may call the RPC.
 *
 * @public
 */
export function mayCallRpc(
  rpc: AnyTalosRpc,
  roles: readonly string[],
): boolean {
  return RPC_ROLES[rpc].some(role => roles.includes(role));
}

/**
 * What a part of Homestage calls, and the least role that it needs for it.
 *
 * @public
 */
export interface TalosFeature {
  readonly title: string;
  readonly role: TalosRole;
  readonly rpcs: readonly AnyTalosRpc[];
}

/**
 * The features that read, all of them with `os:reader`; what changes something is in
 * `TALOS_ACTIONS`.
 *
 * @public
 */
export const TALOS_READ_FEATURES = {
  status: { title: 'State of machines', role: 'os:reader', rpcs: TALOS_RPCS },
  logs: { title: 'Logs', role: 'os:reader', rpcs: ['logs', 'containers'] },
  events: { title: 'Events', role: 'os:reader', rpcs: ['events'] },
} as const satisfies Readonly<Record<string, TalosFeature>>;
