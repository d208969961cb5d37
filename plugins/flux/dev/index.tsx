import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import {
  LabShortcuts,
  WhereItStandsCard,
} from '@homestage/backstage-plugin-lab-react';
import { RiAppsLine } from '@remixicon/react';
import { fluxApiRef } from '../src/api/fluxApiRef';
import { FluxAppCard } from '../src/components/App/FluxAppCard';
import { FluxAppContent } from '../src/components/App/FluxAppContent';
import fluxPlugin from '../src';
import { fakeLab } from './fakeLab';

const rows = Number(
  new URLSearchParams(window.location.search).get('rows') ?? 0,
);

const fakeClient = createFrontendModule({
  pluginId: 'flux',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: fluxApiRef,
          deps: {},
          factory: () => fakeLab(Date.now(), rows || undefined),
        }),
    }),
  ],
});

const jellyfin = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'jellyfin',
    annotations: {
      'backstage.io/source-location':
        'url:http://localhost:7080/lab/home-ops/src/branch/main/kubernetes/apps/media/jellyfin/',
      [LAB_ANNOTATIONS.cluster]: 'lab',
      [LAB_ANNOTATIONS.presence]: 'both',
      [LAB_ANNOTATIONS.repository]: 'home-ops',
      [LAB_ANNOTATIONS.treePath]: 'kubernetes/apps/media/jellyfin',
      [LAB_ANNOTATIONS.kustomizations]: 'media/jellyfin',
    },
  },
};

const entityPage = createFrontendPlugin({
  pluginId: 'dev',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'shortcuts',
      params: {
        element: (
          <LabShortcuts
            pages={[{ letter: 'f', title: 'Flux', path: '/flux' }]}
          />
        ),
      },
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <>The entity's page</>,
      },
    }),
    PageBlueprint.make({
      params: {
        path: '/app',
        title: 'App',
        icon: <RiAppsLine />,
        loader: async () => (
          <EntityProvider entity={jellyfin}>
            <FluxAppCard />
            <WhereItStandsCard />
            <FluxAppContent />
          </EntityProvider>
        ),
      },
    }),
  ],
});

createDevApp({ features: [fluxPlugin, fakeClient, entityPage] });
