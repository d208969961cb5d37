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
import { OverviewSectionBlueprint } from '@homestage/backstage-plugin-lab-react';
import {
  FetchTalosLiveClient,
  FetchTalosPortalClient,
} from '@homestage/backstage-plugin-talos-common';
import { RiServerLine } from '@remixicon/react';
import { talosApiRef } from './api/talosApiRef';
import { talosLiveApiRef } from './api/talosLiveApiRef';
import { isTalosNode } from './components/Machine/machineRefOf';
import {
  docsRouteRef,
  driftRouteRef,
  machineRouteRef,
  machinesRouteRef,
  rootRouteRef,
  templateRouteRef,
  upgradesRouteRef,
} from './routes';

const talosApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: talosApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new FetchTalosPortalClient(deps),
    }),
});

const talosLiveApi = ApiBlueprint.make({
  name: 'live',
  params: defineParams =>
    defineParams({
      api: talosLiveApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new FetchTalosLiveClient(deps),
    }),
});

const talosPage = PageBlueprint.make({
  params: {
    path: '/talos',
    title: 'Talos',
    icon: <RiServerLine />,
    routeRef: rootRouteRef,
  },
});

const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./components/Overview/TalosOverviewPage').then(m => (
        <m.TalosOverviewPage />
      )),
  },
});

const machinesSubPage = SubPageBlueprint.make({
  name: 'machines',
  params: {
    path: 'machines',
    title: 'Machines',
    routeRef: machinesRouteRef,
    loader: () =>
      import('./components/Machines/MachinesPage').then(m => (
        <m.MachinesPage />
      )),
  },
});

const etcdSubPage = SubPageBlueprint.make({
  name: 'etcd',
  params: {
    path: 'etcd',
    title: 'etcd',
    loader: () =>
      import('./components/Etcd/EtcdPage').then(m => <m.EtcdPage />),
  },
});

const upgradesSubPage = SubPageBlueprint.make({
  name: 'upgrades',
  params: {
    path: 'upgrades',
    title: 'Upgrades',
    routeRef: upgradesRouteRef,
    loader: () =>
      import('./components/Upgrades/UpgradesPage').then(m => (
        <m.UpgradesPage />
      )),
  },
});

const driftSubPage = SubPageBlueprint.make({
  name: 'drift',
  params: {
    path: 'drift',
    title: 'Drift',
    routeRef: driftRouteRef,
    loader: () =>
      import('./components/Drift/DriftPage').then(m => <m.DriftPage />),
  },
});

const certificatesSubPage = SubPageBlueprint.make({
  name: 'certificates',
  params: {
    path: 'certificates',
    title: 'Certificates',
    loader: () =>
      import('./components/Certificates/CertificatesPage').then(m => (
        <m.CertificatesPage />
      )),
  },
});

const machineCard = EntityCardBlueprint.make({
  name: 'machine',
  params: {
    type: 'content',
    filter: isTalosNode,
    loader: () =>
      import('./components/Machine/MachineEntity').then(m => (
        <m.MachineEntityCard />
      )),
  },
});

const machineContent = EntityContentBlueprint.make({
  name: 'machine',
  params: {
    path: 'talos',
    title: 'Talos',
    group: 'deployment',
    filter: isTalosNode,
    loader: () =>
      import('./components/Machine/MachineEntity').then(m => (
        <m.MachineEntityContent />
      )),
  },
});

const overviewSection = OverviewSectionBlueprint.make({
  params: {
    loader: () =>
      import('./components/Overview/TalosOverviewPage').then(m => (
        <m.TalosOverviewSection />
      )),
  },
});

/**
 * The Talos page, and what is known of a machine on the machine's own page.
 *
 * @public
 */
export const talosPlugin = createFrontendPlugin({
  pluginId: 'talos',
  title: 'Talos',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    machines: machinesRouteRef,
    machine: machineRouteRef,
    drift: driftRouteRef,
    upgrades: upgradesRouteRef,
  },
  externalRoutes: { docs: docsRouteRef, template: templateRouteRef },
  extensions: [
    talosApi,
    talosLiveApi,
    talosPage,
    overviewSubPage,
    machinesSubPage,
    etcdSubPage,
    upgradesSubPage,
    driftSubPage,
    certificatesSubPage,
    machineCard,
    machineContent,
    overviewSection,
  ],
});
