import { createApiRef } from '@backstage/frontend-plugin-api';
import type { TalosLiveClient } from '@homestage/backstage-plugin-talos-common';

/**
 * Reads logs and events of machines, and acts on them.
 *
 * @public
 */
export const talosLiveApiRef = createApiRef<TalosLiveClient>({
  id: 'plugin.talos.live',
});
