import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createClusterStore } from './service/createClusterStore';
import { exposeStoreMetrics } from './service/exposeStoreMetrics';
import type { ClusterStore } from './types/ClusterStore';

/**
 * The one {@link ClusterStore} of the process, shared by all plugins. Works
 * without being added to the backend; it stops with it.
 *
 * @public
 */
export const clusterStoreServiceRef = createServiceRef<ClusterStore>({
  id: 'homestage.cluster-store',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory({ config, logger, lifecycle }) {
        const store = createClusterStore({
          config,
          logger: logger.child({ service: 'cluster-store' }),
          started: new Promise(resolve => {
            lifecycle.addStartupHook(() => resolve());
          }),
        });
        const hideMetrics = exposeStoreMetrics(store);
        lifecycle.addShutdownHook(() => {
          hideMetrics();
          store.stop();
        });
        return store;
      },
    }),
});
