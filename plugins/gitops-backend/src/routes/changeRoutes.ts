import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  gitopsTreeReadPermission,
  previewRequestSchema,
} from '@homestage/backstage-plugin-gitops-common';
import { parseInput } from '@homestage/backstage-plugin-lab-node';
import type { Router } from 'express';
import type { ChangesService } from '../service/ChangesService';
import { previewChange } from '../service/previewChange';
import type { ChangePreviewOptions } from '../service/previewChange';
import type { PermissionGate } from './requirePermission';
import { requirePermission } from './requirePermission';
import { sendAnswer } from './sendAnswer';

/** What the routes about changes stand on. */
export interface ChangeRoutesOptions
  extends PermissionGate,
    ChangePreviewOptions {
  readonly auditor: AuditorService;
  readonly changes: Pick<ChangesService, 'answer'>;
}

/** Changes before they exist, and those on their way. */
export function addChangeRoutes(
  router: Router,
  options: ChangeRoutesOptions,
): void {
  const { auditor, changes } = options;

  router.post('/preview', async (request, response) => {
    const credentials = await requirePermission(
      request,
      gitopsTreeReadPermission,
      options,
    );
    const body = parseInput(previewRequestSchema, request.body);
    const event = await auditor.createEvent({
      eventId: 'change-preview',
      request,
      meta: { templateRef: body.templateRef },
    });
    try {
      const plan = await previewChange(body, { ...options, credentials });
      await event.success({ meta: { branch: plan.branch } });
      response.json({ plan });
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });

  router.get('/changes', async (request, response) => {
    await requirePermission(request, gitopsTreeReadPermission, options);
    sendAnswer(request, response, await changes.answer());
  });
}
