import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import {
  CHANGE_PLAN_FILE,
  changePlanSchema,
  type ChangePlan,
  type PreviewRequest,
} from '@homestage/backstage-plugin-gitops-common';
import { dryRunCredentials } from './dryRunCredentials';
import { readTemplateFiles } from './readTemplateFiles';
import { scaffolderRefusal } from './scaffolderRefusal';

/** What a preview stands on. */
export interface ChangePreviewOptions {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly scaffolder: Pick<ScaffolderService, 'dryRun'>;
  readonly reader: UrlReaderService;
}

/**
 * Runs a template without its effects, for the person who asks, and answers the
 * pull request it would open. The files come from the very template that will
 * run, so the preview cannot say anything else than the run.
 */
export async function previewChange(
  request: PreviewRequest,
  options: ChangePreviewOptions & {
    readonly credentials: BackstageCredentials;
  },
): Promise<ChangePlan> {
  const { catalog, scaffolder, reader, credentials } = options;
  const template = await catalog.getEntityByRef(request.templateRef, {
    credentials,
  });
  if (template?.kind !== 'Template') {
    throw new NotFoundError(
      `The catalog has no template '${request.templateRef}', or you may not see it.`,
    );
  }
  const runner = await dryRunCredentials(credentials, options);
  const run = await scaffolder
    .dryRun(
      {
        template: template as Parameters<
          ScaffolderService['dryRun']
        >[0]['template'],
        values: request.values as JsonObject,
        directoryContents: await readTemplateFiles(template, { reader }),
      },
      { credentials: runner },
    )
    .catch((error: unknown) => {
      throw scaffolderRefusal(error, template.spec?.parameters);
    });
  const file = run.directoryContents.find(
    ({ path }) => path === CHANGE_PLAN_FILE,
  );
  if (!file) {
    throw new InputError(
      `Template '${template.metadata.name}' opens no pull request with these values: its steps do not reach homestage:gitops:pull-request.`,
    );
  }
  const text = Buffer.from(file.base64Content, 'base64').toString('utf8');
  return changePlanSchema.parse(JSON.parse(text));
}
