import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  fluxResourceReadPermission,
  fluxAppQuerySchema,
  fluxRefSchema,
  fluxRowsQuerySchema,
} from '@homestage/backstage-plugin-flux-common';
import type { Request, RequestHandler, Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import {
  type Answer,
  parseInput,
  requirePermission,
  sendAnswer,
  WrittenAnswers,
} from '@homestage/backstage-plugin-lab-node';
import type { FluxService } from '../service/FluxService';

export interface RouterOptions {
  readonly service: FluxService;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
}

/**
 * The REST API of the plugin: reading only. Every route asks for
 * `flux.resource.read` before it looks at the input.
 */
export function createRouter(options: RouterOptions): Router {
  const { service } = options;
  const router = createPromiseRouter();
  const written = new WrittenAnswers();
  const read = <T>(
    path: string,
    answer: (req: Request) => Answer<T> | Promise<Answer<T>>,
  ) => router.get(path, readRoute({ ...options, written }, answer));

  read('/summary', () => service.summary());
  read('/clusters', () => service.clusters());
  read('/resources', req =>
    service.rows(parseInput(fluxRowsQuerySchema, req.query)),
  );
  read('/resources/:cluster/:kind/:namespace/:name', req =>
    service.detail(parseInput(fluxRefSchema, req.params)),
  );
  read('/tree/:cluster/:kind/:namespace/:name', req =>
    service.tree(parseInput(fluxRefSchema, req.params)),
  );
  read('/apps', req => service.app(parseInput(fluxAppQuerySchema, req.query)));
  return router;
}

function readRoute<T>(
  {
    httpAuth,
    permissions,
    written,
  }: RouterOptions & { written: WrittenAnswers },
  answer: (req: Request) => Answer<T> | Promise<Answer<T>>,
): RequestHandler {
  return async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await requirePermission(fluxResourceReadPermission, {
      permissions,
      credentials,
    });
    await sendAnswer(await answer(req), { req, res, written });
  };
}
