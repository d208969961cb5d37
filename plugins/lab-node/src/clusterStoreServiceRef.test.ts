import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { waitFor } from '@homestage/sandbox/testUtils';
import { FakeKubeApi } from './__testUtils__/FakeKubeApi';
import {
  WIDGET,
  WIDGETS,
  clustersConfig,
  widget,
} from './__testUtils__/storeFixture';
import { clusterStoreServiceRef } from './clusterStoreServiceRef';
import type { ClusterStore } from './types/ClusterStore';

// A loaded machine takes its time; what is waited for is a fact, not a time.
describe('clusterStoreServiceRef', () => {
  it('gives all plugins one store without being added, and stops with the backend', async () => {
    const api = await FakeKubeApi.start(WIDGETS);
    api.put('widgets', widget('a'));
    const stores: ClusterStore[] = [];
    const plugin = (pluginId: string) =>
      createBackendPlugin({
        pluginId,
        register(env) {
          env.registerInit({
            deps: { clusters: clusterStoreServiceRef },
            async init({ clusters }) {
              stores.push(clusters);
            },
          });
        },
      });
    const backend = await startTestBackend({
      features: [
        plugin('one'),
        plugin('other'),
        mockServices.rootConfig.factory({
          data: clustersConfig({ name: 'lab', url: api.url }),
        }),
      ],
    });
    expect(stores[0]).toBe(stores[1]);
    const { items } = await stores[0].settled('lab', WIDGET);
    expect(items).toHaveLength(1);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    await backend.stop();
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(false));
    await api.kill();
  });
});
