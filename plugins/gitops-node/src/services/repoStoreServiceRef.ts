import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultRepoStore } from '../store/DefaultRepoStore';
import type { RepoStore } from '../types/RepoStore';

/**
 * The trees of the configured repositories, one cache for the whole process.
 *
 * It reads through the URL readers that Backstage ships; readers added as
 * `urlReaderFactoriesServiceRef` services belong to one plugin each and are not
 * seen by a service of the whole process.
 *
 * @public
 */
export const repoStoreServiceRef = createServiceRef<RepoStore>({
  id: 'homestage.gitops.repo-store',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      async factory({ config, logger, lifecycle }) {
        const store = DefaultRepoStore.fromConfig(config, {
          logger,
          whenStarted: callback => lifecycle.addStartupHook(callback),
        });
        lifecycle.addShutdownHook(() => store.stop());
        return store;
      },
    }),
});
