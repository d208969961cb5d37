import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { CachingImageRegistries } from '../images/CachingImageRegistries';
import { readImagesConfig } from '../images/imagesConfig';
import { knownRegistries } from '../images/knownRegistries';
import type { ImageRegistries } from '../types/ImageRegistries';
import { appPresetsServiceRef } from './appPresetsServiceRef';
import { repoStoreServiceRef } from './repoStoreServiceRef';

/**
 * Whether images exist; one cache for the whole process.
 *
 * @public
 */
export const imageRegistriesServiceRef = createServiceRef<ImageRegistries>({
  id: 'homestage.gitops.image-registries',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        repoStore: repoStoreServiceRef,
        presets: appPresetsServiceRef,
      },
      factory({ config, ...known }) {
        return new CachingImageRegistries({
          config: readImagesConfig(config),
          knownRegistries: () => knownRegistries(known),
          now: Date.now,
        });
      },
    }),
});
