import { createApiRef } from '@backstage/frontend-plugin-api';
import type { TalosPortalClient } from '@homestage/backstage-plugin-talos-common';

/**
 * Reads what the portal's backend knows of the machines.
 *
 * @public
 */
export const talosApiRef = createApiRef<TalosPortalClient>({
  id: 'plugin.talos.client',
});
