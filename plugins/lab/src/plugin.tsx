import {
  PageBlueprint,
  coreExtensionData,
  createExtensionInput,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { RiHome5Line } from '@remixicon/react';
import { overviewRouteRef } from './routes';

const overviewPage = PageBlueprint.makeWithOverrides({
  inputs: {
    sections: createExtensionInput([coreExtensionData.reactElement]),
  },
  factory(originalFactory, { inputs }) {
    return originalFactory({
      path: '/',
      title: 'Overview',
      icon: <RiHome5Line />,
      routeRef: overviewRouteRef,
      loader: async () => {
        const { Overview } = await import('./components/Overview/Overview');
        return (
          <Overview
            sections={inputs.sections.map(section =>
              section.get(coreExtensionData.reactElement),
            )}
          />
        );
      },
    });
  },
});

/**
 * The overview of a lab. Domains add sections with OverviewSectionBlueprint of
 * lab-react.
 *
 * @public
 */
export const labPlugin = createFrontendPlugin({
  pluginId: 'lab',
  title: 'Overview',
  icon: <RiHome5Line />,
  info: { packageJson: () => import('../package.json') },
  extensions: [overviewPage],
  routes: { overview: overviewRouteRef },
});
