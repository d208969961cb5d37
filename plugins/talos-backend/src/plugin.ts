import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { repoStoreServiceRef } from '@homestage/backstage-plugin-gitops-node';
import { talosPermissions } from '@homestage/backstage-plugin-talos-common';
import { TalosClient } from '@homestage/backstage-plugin-talos-node';
import {
  clusterStoreServiceRef,
  publishChange,
  systemTimers,
} from '@homestage/backstage-plugin-lab-node';
import { readTalosClusters } from './config';
import { Declarations } from './git/Declarations';
import { KubernetesObjects } from './kubernetes/KubernetesObjects';
import { startLive } from './live/startLive';
import { createRouter } from './routes/createRouter';
import { addLiveRoutes } from './routes/liveRoutes';
import { startTalos } from './service/startTalos';

/** The channel that the pages listen to. */
const CHANNEL = 'talos:changed';

/**
 * Serves what is known of the machines of all Talos clusters.
 *
 * @public
 */
export const talosPlugin = createBackendPlugin({
  pluginId: 'talos',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        clusterStore: clusterStoreServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        repoStore: repoStoreServiceRef,
        rootLifecycle: coreServices.rootLifecycle,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { permissions, httpAuth, logger } = deps;
        const clusters = readTalosClusters(deps.config);
        const whenStarted = (callback: () => void) =>
          deps.rootLifecycle.addStartupHook(callback);
        const { service, stop } = startTalos({
          clusters,
          connect: (talosconfig, options) =>
            new TalosClient(talosconfig, {
              now: () => systemTimers.now(),
              ...options,
            }),
          declarations: new Declarations(deps.repoStore),
          kubernetes: new KubernetesObjects(deps.clusterStore),
          timers: systemTimers,
          logger,
          whenStarted,
          onChange: publishChange({
            plugin: 'talos',
            channel: CHANNEL,
            ...deps,
          }),
        });
        deps.lifecycle.addShutdownHook(stop);
        deps.permissionsRegistry.addPermissions(talosPermissions);
        const router = createRouter({ service, httpAuth, permissions });
        const live = startLive({
          ...deps,
          clusters,
          service,
          whenStarted,
        });
        deps.lifecycle.addShutdownHook(live.stop);
        addLiveRoutes(router, { ...deps, ...live, timers: systemTimers });
        deps.httpRouter.use(router);
      },
    });
  },
});
