import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see what the GitOps trees hold and which changes are on their way.
 *
 * @public
 */
export const gitopsTreeReadPermission = createPermission({
  name: 'gitops.tree.read',
  attributes: { action: 'read' },
});

/**
 * To propose a change of a tree as a pull request.
 *
 * @public
 */
export const gitopsChangeCreatePermission = createPermission({
  name: 'gitops.change.create',
  attributes: { action: 'create' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const gitopsPermissions = [
  gitopsTreeReadPermission,
  gitopsChangeCreatePermission,
];
