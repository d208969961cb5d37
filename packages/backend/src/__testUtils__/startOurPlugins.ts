import {
  coreServices,
  createServiceFactory,
  type HttpRouterServiceAuthPolicy,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  type ActionsRegistryActionOptions,
} from '@backstage/backend-plugin-api/alpha';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { scaffolderServiceMock } from '@backstage/plugin-scaffolder-node/testUtils';
import { Router, type IRouter, type RequestHandler } from 'express';
import manifest from '../../package.json';

/** One door of a plugin: a method and a path below `/api`. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** An action as its plugin registers it. */
export type Action = ActionsRegistryActionOptions<any, any, any>;

/** Our backend plugins, as installed, and what they open. */
export interface OurPlugins {
  readonly backend: TestBackend;
  readonly plugins: readonly string[];
  readonly routes: readonly Route[];
  readonly actions: readonly Action[];
  /** Paths that a plugin opened to requests without credentials. */
  readonly openings: readonly HttpRouterServiceAuthPolicy[];
}

const OURS = /^@homestage\/backstage-plugin-\w+-backend$/;

/** Starts every backend plugin of ours that is installed, with a policy that denies everything. */
export async function startOurPlugins(): Promise<OurPlugins> {
  const plugins = Object.keys(manifest.dependencies).filter(name =>
    OURS.test(name),
  );
  const openings: HttpRouterServiceAuthPolicy[] = [];
  const routers = new Map<string, Router>();
  const actions: Action[] = [];
  const backend = await startTestBackend({
    features: [
      ...plugins.map(name => require(name).default),
      catalogServiceMock.factory(),
      scaffolderServiceMock.mock().factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({ result: AuthorizeResult.DENY })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.DENY })),
      }).factory,
      createServiceFactory({
        service: coreServices.httpRouter,
        deps: {
          plugin: coreServices.pluginMetadata,
          root: coreServices.rootHttpRouter,
        },
        factory({ plugin, root }) {
          const router = Router();
          const mount = `/api/${plugin.getId()}`;
          routers.set(mount, router);
          root.use(mount, router);
          // No barrier before the plugin's own checks, which are what is tested.
          return {
            use: (handler: RequestHandler) => void router.use(handler),
            addAuthPolicy: policy =>
              void openings.push({ ...policy, path: mount + policy.path }),
          };
        },
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => ({
          register: (action: Action) => void actions.push(action),
        }),
      }),
    ],
  });
  const routes = [...routers]
    .flatMap(([mount, router]) => routesOf(router, mount))
    // Backstage's own, for its permission backend.
    .filter(({ path }) => !path.includes('/.well-known/backstage/'));
  return { backend, plugins, routes, actions, openings };
}

/** Every route of a router and of those in it, with its parameters filled in. */
function routesOf(router: IRouter, mount: string): Route[] {
  return router.stack.flatMap(layer => {
    if (layer.route) {
      const { path, stack } = layer.route;
      return stack.map(({ method }) => ({
        method,
        path: mount + path.replace(/:\w+/g, 'x'),
      }));
    }
    return 'stack' in layer.handle
      ? routesOf(layer.handle as unknown as IRouter, mount)
      : [];
  });
}
