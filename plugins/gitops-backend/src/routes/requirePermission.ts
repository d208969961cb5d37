import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
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
  const credentials = await gate.httpAuth.credentials(request);
  const [decision] = await gate.permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `This needs the permission ${permission.name}. Ask an operator of this portal.`,
    );
  }
  return credentials;
}
