import type { ReactElement } from 'react';
import {
  ExtensionBoundary,
  coreExtensionData,
  createExtensionBlueprint,
} from '@backstage/frontend-plugin-api';

/**
 * A section of the overview. Each domain answers there, in one section, what is
 * wrong with it now.
 *
 * @public
 */
export const OverviewSectionBlueprint = createExtensionBlueprint({
  kind: 'overview-section',
  attachTo: { id: 'page:lab', input: 'sections' },
  output: [coreExtensionData.reactElement],
  *factory(
    params: {
      /** Loads the section. */
      loader: () => Promise<ReactElement>;
    },
    { node },
  ) {
    yield coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, params.loader),
    );
  },
});
