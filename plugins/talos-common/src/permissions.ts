import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see the machines of a lab, their etcd, certificates and drift.
 *
 * @public
 */
export const talosMachineReadPermission = createPermission({
  name: 'talos.machine.read',
  attributes: { action: 'read' },
});

/**
 * To read the logs and events of machines.
 *
 * @public
 */
export const talosLogReadPermission = createPermission({
  name: 'talos.log.read',
  attributes: { action: 'read' },
});

/**
 * To reboot a machine.
 *
 * @public
 */
export const talosMachineRebootPermission = createPermission({
  name: 'talos.machine.reboot',
  attributes: { action: 'update' },
});

/**
 * To restart a service of a machine.
 *
 * @public
 */
export const talosServiceRestartPermission = createPermission({
  name: 'talos.service.restart',
  attributes: { action: 'update' },
});

/**
 * To take a snapshot of etcd. It changes nothing, but is not marked as reading: the
 * file holds everything of the cluster, its Secrets too.
 *
 * @public
 */
export const talosEtcdSnapshotPermission = createPermission({
  name: 'talos.etcd.snapshot',
  attributes: { action: 'create' },
});

/**
 * To defragment the members of etcd.
 *
 * @public
 */
export const talosEtcdDefragmentPermission = createPermission({
  name: 'talos.etcd.defragment',
  attributes: { action: 'update' },
});

/**
 * To take the alarms of etcd away.
 *
 * @public
 */
export const talosEtcdDisarmPermission = createPermission({
  name: 'talos.etcd.disarm',
  attributes: { action: 'update' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const talosPermissions = [
  talosMachineReadPermission,
  talosLogReadPermission,
  talosMachineRebootPermission,
  talosServiceRestartPermission,
  talosEtcdSnapshotPermission,
  talosEtcdDefragmentPermission,
  talosEtcdDisarmPermission,
];
