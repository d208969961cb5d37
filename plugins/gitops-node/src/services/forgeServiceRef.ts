import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultForgeService } from '../forge/DefaultForgeService';
import type { Forge } from '../types/Forge';

/**
 * Gives the forge of a configured repository.
 *
 * @public
 */
export interface ForgeService {
  /**
   * Throws NotFoundError for an unknown name, and {@link ForgeError} with code
   * `unsupported` where Homestage does not speak the forge's API.
   */
  forRepository(name: string): Forge;
}

/** @public */
export const forgeServiceRef = createServiceRef<ForgeService>({
  id: 'homestage.gitops.forge',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      async factory({ config }) {
        return DefaultForgeService.fromConfig(config);
      },
    }),
});
