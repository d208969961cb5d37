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
 * Every permission of the plugin.
 *
 * @public
 */
export const talosPermissions = [talosMachineReadPermission];
