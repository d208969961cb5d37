import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see the state of Flux objects and of what they applied.
 *
 * @public
 */
export const fluxResourceReadPermission = createPermission({
  name: 'flux.resource.read',
  attributes: { action: 'read' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const fluxPermissions = [fluxResourceReadPermission];
