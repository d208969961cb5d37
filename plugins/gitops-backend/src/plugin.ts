import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { gitopsPermissions } from '@homestage/backstage-plugin-gitops-common';
import {
  forgeServiceRef,
  repoStoreServiceRef,
} from '@homestage/backstage-plugin-gitops-node';
import { createRouter } from './routes/createRouter';

/** Told with the revision only: what changed is read where permissions are checked. */
const CHANNEL = 'gitops:changed';

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
        forges: forgeServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
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
        httpRouter.use(createRouter({ ...services, now: Date.now }));
        const { repoStore } = services;
        const undo = repoStore.subscribe(name => {
          void signals.publish({
            channel: CHANNEL,
            recipients: { type: 'broadcast' },
            message: {
              plugin: 'gitops',
              revision: repoStore.snapshot(name).revision,
            },
          });
        });
        lifecycle.addShutdownHook(undo);
      },
    });
  },
});
