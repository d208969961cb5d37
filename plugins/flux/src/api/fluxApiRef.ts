import { createApiRef } from '@backstage/frontend-plugin-api';
import type { FluxClient } from '@homestage/backstage-plugin-flux-common';

/**
 * Reads the state of Flux from the portal's backend.
 *
 * @public
 */
export const fluxApiRef = createApiRef<FluxClient>({
  id: 'plugin.flux.client',
});
