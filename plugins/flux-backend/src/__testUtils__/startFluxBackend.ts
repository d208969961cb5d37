import {
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import {
  clusterStoreServiceRef,
  type ClusterStore,
} from '@homestage/backstage-plugin-lab-node';
import request from 'supertest';
import { fluxPlugin } from '../plugin';

/** The plugin in a running backend, over real HTTP, on the given watch cache. */
export async function startFluxBackend(
  store: ClusterStore,
  options: {
    decision?: DefinitivePolicyDecision;
    features?: ServiceFactory[];
  } = {},
) {
  const published: SignalPayload[] = [];
  const decision = options.decision ?? { result: AuthorizeResult.ALLOW };
  const backend = await startTestBackend({
    features: [
      fluxPlugin,
      createServiceFactory({
        service: clusterStoreServiceRef,
        deps: {},
        factory: () => store,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async (signal: SignalPayload<any>) => {
            published.push(signal);
          },
        }),
      }),
      mockServices.permissions.mock({
        authorize: async requests => requests.map(() => decision),
      }).factory,
      ...(options.features ?? []),
    ],
  });
  return { backend, published, agent: request(backend.server) };
}
