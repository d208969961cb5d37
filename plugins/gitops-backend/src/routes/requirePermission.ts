import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import { requirePermission as requirePermissionOf } from '@homestage/backstage-plugin-lab-node';
import type { Request } from 'express';

/** What asking for a permission takes. */
export interface PermissionGate {
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
}

/**
 * The credentials of a request that has the permission; throws NotAllowedError
 * naming it otherwise.
 */
export async function requirePermission(
  request: Request,
  permission: BasicPermission,
  gate: PermissionGate,
): Promise<BackstageCredentials> {
  const { permissions } = gate;
  const credentials = await gate.httpAuth.credentials(request);
  await requirePermissionOf(permission, { permissions, credentials });
  return credentials;
}
