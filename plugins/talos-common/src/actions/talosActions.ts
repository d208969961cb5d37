import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  talosEtcdDefragmentPermission,
  talosEtcdDisarmPermission,
  talosEtcdSnapshotPermission,
  talosMachineRebootPermission,
  talosServiceRestartPermission,
} from '../permissions';
import type { TalosFeature } from '../roles/rpcRoles';

/**
 * Something that is done to a machine or to etcd at once, and not by a change in Git.
 *
 * @public
 */
export interface TalosAction extends TalosFeature {
  readonly permission: BasicPermission;
}

/**
 * Every action. All else is a pull request.
 *
 * @public
 */
export const TALOS_ACTIONS = {
  reboot: {
    title: 'Reboot a machine',
    permission: talosMachineRebootPermission,
    role: 'os:operator',
    rpcs: ['reboot'],
  },
  restartService: {
    title: 'Restart a service',
    permission: talosServiceRestartPermission,
    role: 'os:operator',
    rpcs: ['serviceRestart'],
  },
  etcdSnapshot: {
    title: 'Take a snapshot of etcd',
    permission: talosEtcdSnapshotPermission,
    role: 'os:etcd:backup',
    rpcs: ['etcdSnapshot'],
  },
  etcdDefragment: {
    title: 'Defragment etcd',
    permission: talosEtcdDefragmentPermission,
    role: 'os:operator',
    rpcs: ['etcdDefragment', 'etcdStatus'],
  },
  etcdDisarm: {
    title: 'Disarm the alarms of etcd',
    permission: talosEtcdDisarmPermission,
    role: 'os:operator',
    rpcs: ['etcdAlarmDisarm'],
  },
} as const satisfies Readonly<Record<string, TalosAction>>;

/**
 * Id of one of {@link TALOS_ACTIONS}.
 *
 * @public
 */
export type TalosActionId = keyof typeof TALOS_ACTIONS;

/**
 * The ids, in the order of {@link TALOS_ACTIONS}.
 *
 * @public
 */
export const TALOS_ACTION_IDS = Object.keys(
  TALOS_ACTIONS,
) as readonly TalosActionId[];
