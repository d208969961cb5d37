import {
  coreServices,
  createBackendModule,
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
      },
      async init({ scaffolder, repoStore, presets, permissions, ...pull }) {
        scaffolder.addActions(
          createInspectAction({ repoStore, presets }),
          createEditAction({ repoStore }),
          createLintAction({ repoStore }),
          createPlainKustomizeAction(),
          createPullRequestAction({ ...pull, repoStore, permissions }),
        );
      },
    });
  },
});
