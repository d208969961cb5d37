import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** The list of the catalog, with the columns that say something in a lab. */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    catalogPlugin.getExtension('page:catalog').override({
      factory: (originalFactory, { config, inputs }) =>
        originalFactory({
          params: {
            loader: async () => {
              const { LabCatalogPage } = await import('./LabCatalogPage');
              const filters = inputs.filters.map(filter =>
                filter.get(coreExtensionData.reactElement),
              );
              return (
                <LabCatalogPage
                  filters={<>{filters}</>}
                  pagination={config.pagination}
                />
              );
            },
          },
        }),
    }),
  ],
});
