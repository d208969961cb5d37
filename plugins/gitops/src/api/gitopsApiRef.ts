import { createApiRef } from '@backstage/frontend-plugin-api';
import type { GitopsClient } from '@homestage/backstage-plugin-gitops-common';

/**
 * Asks the portal's backend about GitOps trees and changes.
 *
 * @public
 */
export const gitopsApiRef = createApiRef<GitopsClient>({
  id: 'plugin.gitops.client',
});
