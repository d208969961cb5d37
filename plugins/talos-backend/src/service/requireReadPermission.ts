import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { talosMachineReadPermission } from '@homestage/backstage-plugin-talos-common';

/** Rejects with NotAllowedError who may not see machines. */
export async function requireReadPermission(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const [decision] = await permissions.authorize(
    [{ permission: talosMachineReadPermission }],
    { credentials },
  );
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `This needs the permission ${talosMachineReadPermission.name}`,
    );
  }
}
