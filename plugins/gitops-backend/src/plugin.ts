import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { gitopsPermissions } from '@homestage/backstage-plugin-gitops-common';
import {
  appPresetsServiceRef,
  forgeServiceRef,
  imageRegistriesServiceRef,
  repoStoreServiceRef,
} from '@homestage/backstage-plugin-gitops-node';
import {
  clusterStoreServiceRef,
  publishChange,
} from '@homestage/backstage-plugin-lab-node';
import { createRouter } from './routes/createRouter';
import { ArrivalWatch } from './service/ArrivalWatch';
import { ChangesService } from './service/ChangesService';
import { FLUX_KINDS_ON_THE_WAY } from './service/readChangeWay';
import { readEntityPlaces } from './service/readEntityPlaces';
import { scheduleWithTimer } from './service/scheduleWithTimer';

/** Said when a tree has changed. */
const TREE_CHANNEL = 'gitops:changed';
/** Said when changes on their way may have come further. */
const CHANGES_CHANNEL = 'gitops:changes';

/**
 * Answers what the forms ask of the GitOps trees, and previews changes before
 * they exist.
 *
 * @public
 */
export const gitopsPlugin = createBackendPlugin({
  pluginId: 'gitops',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: clusterStoreServiceRef,
        forges: forgeServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        images: imageRegistriesServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        presets: appPresetsServiceRef,
        reader: coreServices.urlReader,
        repoStore: repoStoreServiceRef,
        scaffolder: scaffolderServiceRef,
        signals: signalsServiceRef,
      },
      async init({
        httpRouter,
        lifecycle,
        permissionsRegistry,
        signals,
        ...services
      }) {
        permissionsRegistry.addPermissions(gitopsPermissions);
        const { repoStore, clusters, logger } = services;
        const told = { plugin: 'gitops', signals, logger };
        const tellTree = publishChange({ ...told, channel: TREE_CHANNEL });
        const tellChanges = publishChange({
          ...told,
          channel: CHANGES_CHANNEL,
        });
        const changes = new ChangesService({
          ...services,
          readPlaces: () => readEntityPlaces(repoStore, services),
          now: Date.now,
        });
        const watch = new ArrivalWatch({
          changes,
          onChange: tellChanges,
          schedule: scheduleWithTimer,
          logger,
        });
        httpRouter.use(createRouter({ ...services, changes }));
        const undos = [
          repoStore.subscribe(name => {
            changes.forget(name);
            tellTree(repoStore.snapshot(name).revision);
            tellChanges();
          }),
          clusters.subscribe(FLUX_KINDS_ON_THE_WAY, () => watch.noticed()),
        ];
        lifecycle.addShutdownHook(() => {
          undos.forEach(undo => undo());
          watch.stop();
        });
      },
    });
  },
});
