import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write an app for Argo CD where that applies the tree',
    example: stringify({
      steps: [
        {
          id: 'plain',
          action: 'homestage:gitops:plain-kustomize',
          name: 'Write it for Argo CD',
          if: "${{ steps.inspect.output.place.appliedBy == 'argo-cd' }}",
          input: {
            directory: '${{ steps.inspect.output.place.filesDirectory }}',
            namespace: '${{ parameters.namespace }}',
          },
        },
      ],
    }),
  },
];
