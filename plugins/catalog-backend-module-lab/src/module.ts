import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { repoStoreServiceRef } from '@homestage/backstage-plugin-gitops-node';
import { clusterStoreServiceRef } from '@homestage/backstage-plugin-lab-node';
import { readLabProviderConfig } from './config';
import { LabEntityProvider } from './provider/LabEntityProvider';
import { readKnownEntities } from './provider/readKnownEntities';

/**
 * Fills the catalog with the clusters, nodes, apps, namespaces and virtual
 * machines of the lab, from the GitOps tree and the live clusters.
 *
 * @public
 */
export const catalogModuleLab = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'lab',
  register(reg) {
    reg.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        catalog: catalogServiceRef,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
        clusters: clusterStoreServiceRef,
        repositories: repoStoreServiceRef,
      },
      async init({ processing, catalog, auth, logger, ...deps }) {
        const provider = new LabEntityProvider({
          ...readLabProviderConfig(deps.config),
          sources: { clusters: deps.clusters, repositories: deps.repositories },
          logger,
          readKnown: () => readKnownEntities(catalog, auth),
        });
        deps.lifecycle.addShutdownHook(() => provider.stop());
        processing.addEntityProvider(provider);
      },
    });
  },
});
