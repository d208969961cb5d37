import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { PresetCatalog } from '@homestage/labctl';
import { readPresetFolder } from '../presets/readPresetFolder';

/**
 * Apps that the form "Add an app" can be filled in for.
 *
 * @public
 */
export interface AppPresets {
  /**
   * All presets of `homestage.gitops.presets`, none when it is not set. Files are
   * read once; one that cannot be read costs that preset only. Rejects with
   * InputError naming the key when the folder is not there.
   */
  all(): Promise<PresetCatalog>;
}

/** @public */
export const appPresetsServiceRef = createServiceRef<AppPresets>({
  id: 'homestage.gitops.app-presets',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
      },
      factory({ config, logger }) {
        const folder = config.getOptionalString('homestage.gitops.presets');
        let catalog: Promise<PresetCatalog> | undefined;
        return {
          all() {
            catalog ??= readPresetFolder(folder, logger).catch(error => {
              // Somebody may put the folder there; the next question looks again.
              catalog = undefined;
              throw error;
            });
            return catalog;
          },
        };
      },
    }),
});
