import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Propose the files of the workspace',
    example: stringify({
      steps: [
        {
          id: 'pull-request',
          action: 'homestage:gitops:pull-request',
          name: 'Open the pull request',
          input: {
            commit: '${{ steps.inspect.output.commit }}',
            branch:
              'add-app/${{ parameters.namespace }}-${{ parameters.name }}',
            title:
              'feat(${{ parameters.namespace }}): add ${{ parameters.name }}',
          },
        },
      ],
      output: {
        links: [
          {
            title: 'Pull request',
            url: "${{ steps['pull-request'].output.url }}",
          },
        ],
      },
    }),
  },
];
