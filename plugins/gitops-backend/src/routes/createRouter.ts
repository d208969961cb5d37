import type {
  AppPresets,
  ImageRegistries,
} from '@homestage/backstage-plugin-gitops-node';
import express from 'express';
import Router from 'express-promise-router';
import type { RepositorySources } from '../service/deriveRepositories';
import { addChangeRoutes } from './changeRoutes';
import type { ChangeRoutesOptions } from './changeRoutes';
import { addImageRoutes } from './imageRoutes';
import { addPresetRoutes } from './presetRoutes';
import { addTreeRoutes } from './treeRoutes';

/** A filled-in form is a few kilobytes. */
const MAX_BODY = '256kb';

/** The plugin's HTTP API. */
export function createRouter(
  options: ChangeRoutesOptions &
    RepositorySources & {
      readonly presets: AppPresets;
      readonly images: ImageRegistries;
    },
): express.Router {
  const router = Router();
  router.use(express.json({ limit: MAX_BODY }));
  addTreeRoutes(router, options);
  addChangeRoutes(router, options);
  addPresetRoutes(router, options);
  addImageRoutes(router, options);
  return router;
}
