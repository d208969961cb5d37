import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check the change before anything else is done with it',
    example: stringify({
      steps: [
        {
          id: 'lint',
          action: 'homestage:gitops:lint',
          name: 'Check the change',
          input: { commit: '${{ steps.inspect.output.commit }}' },
        },
      ],
    }),
  },
];
