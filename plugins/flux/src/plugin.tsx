import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { FetchFluxClient } from '@homestage/backstage-plugin-flux-common';
import { OverviewSectionBlueprint } from '@homestage/backstage-plugin-lab-react';
import { RiGitMergeLine } from '@remixicon/react';
import { fluxApiRef } from './api/fluxApiRef';
import { isAppliedByFlux } from './components/App/appRef';
import {
  docsRouteRef,
  resourceRouteRef,
  resourcesRouteRef,
  rootRouteRef,
} from './routes';

const fluxApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: fluxApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new FetchFluxClient(deps),
    }),
});

const fluxPage = PageBlueprint.make({
  params: {
    path: '/flux',
    title: 'Flux',
    icon: <RiGitMergeLine />,
    routeRef: rootRouteRef,
  },
});

const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./components/Overview/FluxOverviewPage').then(m => (
        <m.FluxOverviewPage />
      )),
  },
});

const resourcesSubPage = SubPageBlueprint.make({
  name: 'resources',
  params: {
    path: 'resources',
    title: 'Resources',
    routeRef: resourcesRouteRef,
    loader: () =>
      import('./components/Resources/FluxResourcesPage').then(m => (
        <m.FluxResourcesPage />
      )),
  },
});

const treeSubPage = SubPageBlueprint.make({
  name: 'tree',
  params: {
    path: 'tree',
    title: 'Tree',
    loader: () =>
      import('./components/Tree/FluxTreePage').then(m => <m.FluxTreePage />),
  },
});

const appCard = EntityCardBlueprint.make({
  name: 'app',
  params: {
    type: 'content',
    filter: isAppliedByFlux,
    loader: () =>
      import('./components/App/FluxAppCard').then(m => <m.FluxAppCard />),
  },
});

const appContent = EntityContentBlueprint.make({
  name: 'app',
  params: {
    path: 'flux',
    title: 'Flux',
    group: 'deployment',
    filter: isAppliedByFlux,
    loader: () =>
      import('./components/App/FluxAppContent').then(m => <m.FluxAppContent />),
  },
});

const overviewSection = OverviewSectionBlueprint.make({
  params: {
    loader: () =>
      import('./components/Overview/FluxOverviewSection').then(m => (
        <m.FluxOverviewSection />
      )),
  },
});

/**
 * The Flux page, and what applies an app on the app's own page.
 *
 * @public
 */
export const fluxPlugin = createFrontendPlugin({
  pluginId: 'flux',
  title: 'Flux',
  icon: <RiGitMergeLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    resources: resourcesRouteRef,
    resource: resourceRouteRef,
  },
  externalRoutes: { docs: docsRouteRef },
  extensions: [
    fluxApi,
    fluxPage,
    overviewSubPage,
    resourcesSubPage,
    treeSubPage,
    appCard,
    appContent,
    overviewSection,
  ],
});
