import { HttpError, json } from '../http/exchange';
import { Router } from '../http/Router';
import type { ApiContext } from './ApiContext';
import { addBranchRoutes } from './branchRoutes';
import { addCommitRoutes } from './commitRoutes';
import { addContentsRoutes } from './contentsRoutes';
import { addPullRoutes } from './pullRoutes';
import { addRepositoryRoutes } from './repositoryRoutes';
import { addStatusRoutes } from './statusRoutes';
import { userView } from './represent';

/** Behaves as this version of Gitea does where it does anything at all. */
export const GITEA_VERSION = '1.24.0';

/** The part of Gitea's API v1 that the portal and its users need. */
export function createApiRouter(context: ApiContext): Router {
  const router = new Router();
  router.on('GET', '/api/v1/version', async () =>
    json(200, { version: GITEA_VERSION }),
  );
  router.on('GET', '/api/v1/user', async request => {
    if (!request.user) {
      throw new HttpError(401, 'token is required');
    }
    return json(200, userView(request.user.name, context.links));
  });
  addRepositoryRoutes(router, context);
  addBranchRoutes(router, context);
  addCommitRoutes(router, context);
  addContentsRoutes(router, context);
  addPullRoutes(router, context);
  addStatusRoutes(router, context);
  return router;
}
