import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  FormFieldBlueprint,
  type FormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { FetchGitopsClient } from '@homestage/backstage-plugin-gitops-common';
import { isLabEntity } from '@homestage/backstage-plugin-lab-react';
import { RiApps2AddLine, RiGitPullRequestLine } from '@remixicon/react';
import { gitopsApiRef } from './api/gitopsApiRef';
import { hasChanges } from './components/Changes/hasChanges';
import { changesRouteRef, presetsRouteRef, templateRouteRef } from './routes';

const gitopsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: gitopsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new FetchGitopsClient(deps),
    }),
});

const changesPage = PageBlueprint.make({
  params: {
    path: '/changes',
    title: 'Changes',
    icon: <RiGitPullRequestLine />,
    routeRef: changesRouteRef,
    loader: () =>
      import('./components/Changes/ChangesPage').then(m => <m.ChangesPage />),
  },
});

const presetsPage = PageBlueprint.make({
  name: 'presets',
  params: {
    path: '/presets',
    title: 'Apps to add',
    icon: <RiApps2AddLine />,
    routeRef: presetsRouteRef,
    loader: () =>
      import('./components/Presets/PresetsPage').then(m => <m.PresetsPage />),
  },
});

type Fields = typeof import('./fields/formFields');

const formField = (name: string, pick: (fields: Fields) => FormField) =>
  FormFieldBlueprint.make({
    name,
    params: { field: () => import('./fields/formFields').then(pick) },
  });

const whereItStandsCard = EntityCardBlueprint.make({
  name: 'where-it-stands',
  params: {
    type: 'info',
    filter: isLabEntity,
    loader: () =>
      import('@homestage/backstage-plugin-lab-react').then(m => (
        <m.WhereItStandsCard />
      )),
  },
});

const changesCard = EntityCardBlueprint.make({
  name: 'changes',
  params: {
    filter: hasChanges,
    loader: () =>
      import('./components/Changes/ChangesCard').then(m => <m.ChangesCard />),
  },
});

/**
 * Form fields that know the GitOps tree, apps to choose from, the preview of a
 * change, the page of those on their way, and where an entity stands.
 *
 * @public
 */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  icon: <RiGitPullRequestLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { changes: changesRouteRef, presets: presetsRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    gitopsApi,
    changesPage,
    presetsPage,
    changesCard,
    whereItStandsCard,
    formField('preset', fields => fields.presetField),
    formField('app-name', fields => fields.appNameField),
    formField('namespace', fields => fields.namespaceField),
    formField('new-namespace', fields => fields.newNamespaceField),
    formField('app', fields => fields.appField),
    formField('app-part', fields => fields.appPartField),
    formField('version', fields => fields.versionField),
    formField('image', fields => fields.imageField),
    formField('hostname', fields => fields.hostnameField),
    formField('size', fields => fields.sizeField),
    formField('storage-class', fields => fields.storageClassField),
    formField('database', fields => fields.databaseField),
    formField('claim', fields => fields.claimField),
    formField('node-name', fields => fields.nodeNameField),
    formField('node-address', fields => fields.nodeAddressField),
    formField('node', fields => fields.nodeField),
    formField('address', fields => fields.addressField),
    formField('talos-version', fields => fields.talosVersionField),
    formField('kubernetes-version', fields => fields.kubernetesVersionField),
    formField('network', fields => fields.networkField),
    formField('ssh-key', fields => fields.sshKeyField),
    formField('bucket-class', fields => fields.bucketClassField),
    formField('schedule', fields => fields.scheduleField),
    formField('secret-store', fields => fields.secretStoreField),
    formField('secret-item', fields => fields.secretItemField),
    formField('text', fields => fields.textField),
    formField('repository', fields => fields.repositoryField),
    formField('preview', fields => fields.previewField),
  ],
});
