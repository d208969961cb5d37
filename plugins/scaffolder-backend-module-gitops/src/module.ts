import {
  coreServices,
  createBackendModule,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  appPresetsServiceRef,
  forgeServiceRef,
  imageRegistriesServiceRef,
  repoStoreServiceRef,
} from '@homestage/backstage-plugin-gitops-node';
import { createEditAction } from './actions/edit';
import { createInspectAction } from './actions/inspect';
import { createLintAction } from './actions/lint';
import { createPlainKustomizeAction } from './actions/plainKustomize';
import { createPullRequestAction } from './actions/pullRequest';
import type { Portal } from './plan/planChange';

/**
 * Actions that inspect a GitOps tree, edit it, lint it, and open the pull
 * request.
 *
 * @public
 */
export const scaffolderModuleGitops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'gitops',
  register(reg) {
    reg.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        repoStore: repoStoreServiceRef,
        presets: appPresetsServiceRef,
        forges: forgeServiceRef,
        images: imageRegistriesServiceRef,
        permissions: coreServices.permissions,
        config: coreServices.rootConfig,
      },
      async init({
        scaffolder,
        repoStore,
        presets,
        permissions,
        config,
        ...pull
      }) {
        scaffolder.addActions(
          createInspectAction({ repoStore, presets }),
          createEditAction({ repoStore }),
          createLintAction({ repoStore }),
          createPlainKustomizeAction(),
          createPullRequestAction({
            ...pull,
            repoStore,
            permissions,
            portal: portalOf(config),
          }),
        );
      },
    });
  },
});

/** Undefined where the configuration names no address. */
function portalOf(config: RootConfigService): Portal | undefined {
  const baseUrl = config.getOptionalString('app.baseUrl');
  return baseUrl === undefined
    ? undefined
    : {
        title: config.getOptionalString('app.title') ?? 'the portal',
        url: `${baseUrl.replace(/\/+$/, '')}/changes`,
      };
}
