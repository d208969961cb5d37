import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import { repoStoreServiceRef } from '@homestage/backstage-plugin-gitops-node';
import { clusterStoreServiceRef } from '@homestage/backstage-plugin-lab-node';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import request from 'supertest';
import { talosPlugin } from '../plugin';

/** The plugin in a running backend, over real HTTP; no repository is configured. */
export async function startTalosBackend(
  clusters: object[],
  options: { decision?: DefinitivePolicyDecision } = {},
) {
  const published: SignalPayload[] = [];
  const kubernetes = new FakeClusterStore('lab');
  const decision = options.decision ?? { result: AuthorizeResult.ALLOW };
  const backend = await startTestBackend({
    features: [
      talosPlugin,
      mockServices.rootConfig.factory({
        data: { homestage: { talos: { clusters: clusters as never } } },
      }),
      createServiceFactory({
        service: repoStoreServiceRef,
        deps: {},
        factory: () =>
          ({ repositories: () => [], subscribe: () => () => {} } as never),
      }),
      createServiceFactory({
        service: clusterStoreServiceRef,
        deps: {},
        factory: () => kubernetes,
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
    ],
  });
  const agent = request(backend.server);
  return {
    published,
    /** Of the cluster `lab`. */
    kubernetes,
    agent,
    get: async (path: string) => (await agent.get(`/api/talos${path}`)).body,
    stop: () => backend.stop(),
  };
}
