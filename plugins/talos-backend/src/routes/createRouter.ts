import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  talosMachineReadPermission,
  machineRefSchema,
} from '@homestage/backstage-plugin-talos-common';
import type { Request, RequestHandler, Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import {
  type Answer,
  parseInput,
  requirePermission,
  sendAnswer,
  WrittenAnswers,
} from '@homestage/backstage-plugin-lab-node';
import type { TalosService } from '../service/TalosService';

export interface RouterOptions {
  readonly service: TalosService;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
}

/**
 * The REST API of the plugin: reading only. Every route asks for
 * `talos.machine.read` before it looks at the input.
 */
export function createRouter(options: RouterOptions): Router {
  const { service } = options;
  const router = createPromiseRouter();
  const written = new WrittenAnswers();
  const read = <T>(path: string, answer: (req: Request) => Answer<T>) =>
    router.get(path, readRoute({ ...options, written }, answer));

  read('/summary', () => service.summary());
  read('/machines', () => service.machines());
  read('/machines/:cluster/:node', req =>
    service.machine(parseInput(machineRefSchema, req.params)),
  );
  read('/etcd', () => service.etcd());
  read('/certificates', () => service.certificates());
  read('/drift', () => service.drift());
  read('/upgrades', () => service.upgrades());
  read('/conditions', () => service.conditions());
  return router;
}

function readRoute<T>(
  {
    httpAuth,
    permissions,
    written,
  }: RouterOptions & { written: WrittenAnswers },
  answer: (req: Request) => Answer<T>,
): RequestHandler {
  return async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await requirePermission(talosMachineReadPermission, {
      permissions,
      credentials,
    });
    await sendAnswer(answer(req), { req, res, written });
  };
}
