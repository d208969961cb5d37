import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { LabShortcuts } from '@homestage/backstage-plugin-lab-react';

/** Where `g` and a letter lead. */
const PAGES = [
  { letter: 'o', title: 'Overview', path: '/' },
  { letter: 'c', title: 'Catalog', path: '/catalog' },
  { letter: 'n', title: 'Create', path: '/create' },
  { letter: 'f', title: 'Flux', path: '/flux' },
  { letter: 't', title: 'Talos', path: '/talos' },
  { letter: 'p', title: 'Changes', path: '/changes' },
  { letter: 'd', title: 'Docs', path: '/docs' },
];

/** `/` focuses search, `?` lists the shortcuts, `g` and a letter go to a page. */
export const shortcutsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'shortcuts',
      params: { element: <LabShortcuts pages={PAGES} /> },
    }),
  ],
});
