import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The words of the overview.
 *
 * @public
 */
export const overviewTranslationRef = createTranslationRef({
  id: 'plugin.lab.overview',
  messages: {
    whatThereIs: {
      title: 'What there is',
      subject: 'the catalog',
      notLive: '{{number}} in Git, not live',
      notInGit: '{{number}} live, not in Git',
      empty: 'The catalog is being filled',
      cluster: 'Clusters',
      node: 'Nodes',
      app: 'Apps',
      virtualMachine: 'Virtual machines',
      namespace: 'Namespaces',
      ask: 'Ask for something new',
    },
  },
});
