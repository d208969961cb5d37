import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  taskCreatePermission,
  templateDryRunPermission,
} from '@backstage/plugin-scaffolder-common/alpha';

/** What choosing credentials takes. */
export interface DryRunCredentialsOptions {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
}

/**
 * As whom a template is tried for somebody. The scaffolder lets only those try
 * a template who may also run it. Who may not run any, as nobody may in
 * read-only mode, but may look (`scaffolder.template.dry-run`), gets the dry
 * run of the portal itself: it has no effects, and reads what the portal reads.
 * Throws NotAllowedError when looking is not allowed either.
 */
export async function dryRunCredentials(
  credentials: BackstageCredentials,
  { auth, permissions }: DryRunCredentialsOptions,
): Promise<BackstageCredentials> {
  const [look, run] = await permissions.authorize(
    [
      { permission: templateDryRunPermission },
      { permission: taskCreatePermission },
    ],
    { credentials },
  );
  if (look.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You may not try templates: this needs the permission ${templateDryRunPermission.name}. Ask an operator of this portal.`,
    );
  }
  return run.result === AuthorizeResult.ALLOW
    ? credentials
    : auth.getOwnServiceCredentials();
}
