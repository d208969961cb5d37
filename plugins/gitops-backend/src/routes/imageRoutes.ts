import {
  gitopsTreeReadPermission,
  imageCheckRequestSchema,
} from '@homestage/backstage-plugin-gitops-common';
import type { ImageRegistries } from '@homestage/backstage-plugin-gitops-node';
import { parseInput } from '@homestage/backstage-plugin-lab-node';
import type { Router } from 'express';
import type { PermissionGate } from './requirePermission';
import { requirePermission } from './requirePermission';

/** Whether images exist that a form names. */
export function addImageRoutes(
  router: Router,
  options: PermissionGate & { readonly images: ImageRegistries },
): void {
  router.post('/images/check', async (request, response) => {
    await requirePermission(request, gitopsTreeReadPermission, options);
    const { image } = parseInput(imageCheckRequestSchema, request.body);
    response.json(await options.images.check(image));
  });
}
