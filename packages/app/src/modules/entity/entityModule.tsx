import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { EntityContentLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** How the cards of an entity stand on its first page. */
export const entityModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    EntityContentLayoutBlueprint.make({
      name: 'answer-first',
      params: {
        loader: () =>
          import('./EntityOverviewLayout').then(m => m.EntityOverviewLayout),
      },
    }),
  ],
});
