import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { fluxPermissions } from '@homestage/backstage-plugin-flux-common';
import {
  clusterStoreServiceRef,
  publishChange,
  systemTimers,
} from '@homestage/backstage-plugin-lab-node';
import { registerFluxActions } from './actions/registerFluxActions';
import { createRouter } from './routes/createRouter';
import { startFlux } from './service/startFlux';

/** The channel that the pages listen to. */
const CHANNEL = 'flux:changed';

/**
 * Serves the state of Flux on all clusters from the watch cache.
 *
 * @public
 */
export const fluxPlugin = createBackendPlugin({
  pluginId: 'flux',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        clusterStore: clusterStoreServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { permissions, httpAuth, actionsRegistry } = deps;
        const { service, stop } = startFlux({
          store: deps.clusterStore,
          timers: systemTimers,
          onChange: publishChange({
            plugin: 'flux',
            channel: CHANNEL,
            ...deps,
          }),
        });
        deps.lifecycle.addShutdownHook(stop);
        deps.permissionsRegistry.addPermissions(fluxPermissions);
        deps.httpRouter.use(createRouter({ service, httpAuth, permissions }));
        registerFluxActions({ service, actionsRegistry, permissions });
      },
    });
  },
});
