import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Read the conventions of the first repository',
    example: stringify({
      steps: [
        {
          id: 'inspect',
          action: 'homestage:gitops:inspect',
          name: 'Read the tree',
        },
      ],
    }),
  },
  {
    description: 'Find the place and the style for a new app',
    example: stringify({
      steps: [
        {
          id: 'inspect',
          action: 'homestage:gitops:inspect',
          name: 'Read the tree',
          input: {
            repository: 'home-ops',
            app: {
              name: 'jellyfin',
              namespace: 'media',
              image: 'ghcr.io/jellyfin/jellyfin:10.10.3',
              port: 8096,
            },
          },
        },
      ],
    }),
  },
  {
    description: 'Ask what stopping an app comes to on this tree',
    example: stringify({
      steps: [
        {
          id: 'inspect',
          action: 'homestage:gitops:inspect',
          name: 'Read the tree',
          input: {
            wish: {
              kind: 'suspend-app',
              values: { app: 'media/jellyfin', mode: 'stop' },
            },
          },
        },
      ],
    }),
  },
];
