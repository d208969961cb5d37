import type {
  AppPresets,
  RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import express from 'express';
import Router from 'express-promise-router';
import { addChangeRoutes } from './changeRoutes';
import type { ChangeRoutesOptions } from './changeRoutes';
import { addPresetRoutes } from './presetRoutes';
import { addTreeRoutes } from './treeRoutes';

/** A filled-in form is a few kilobytes. */
const MAX_BODY = '256kb';

/** The plugin's HTTP API. */
export function createRouter(
  options: ChangeRoutesOptions & {
    readonly repoStore: RepoStore;
    readonly presets: AppPresets;
  },
): express.Router {
  const router = Router();
  router.use(express.json({ limit: MAX_BODY }));
  addTreeRoutes(router, options);
  addChangeRoutes(router, options);
  addPresetRoutes(router, options);
  return router;
}
