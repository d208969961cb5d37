import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: "Name an app in its namespace's list: exactly one added line",
    example: stringify({
      steps: [
        {
          id: 'edit',
          action: 'homestage:gitops:edit',
          name: 'Name it in the list',
          input: {
            commit: '${{ steps.inspect.output.commit }}',
            edits: [
              {
                file: 'kubernetes/apps/media/kustomization.yaml',
                path: ['resources'],
                insert: './jellyfin/ks.yaml',
              },
            ],
          },
        },
      ],
    }),
  },
  {
    description: 'Suspend an app',
    example: stringify({
      steps: [
        {
          id: 'edit',
          action: 'homestage:gitops:edit',
          name: 'Suspend it',
          input: {
            edits: [
              {
                file: 'kubernetes/apps/media/jellyfin/ks.yaml',
                path: ['spec', 'suspend'],
                set: true,
              },
            ],
          },
        },
      ],
    }),
  },
  {
    description: 'Make an app wait for another, and remove a file of it',
    example: stringify({
      steps: [
        {
          id: 'edit',
          action: 'homestage:gitops:edit',
          name: 'Edit the files',
          input: {
            edits: [
              {
                file: 'kubernetes/apps/media/jellyfin/ks.yaml',
                path: ['spec', 'dependsOn'],
                insert: { name: 'rook-ceph-cluster', namespace: 'rook-ceph' },
              },
            ],
            removals: ['kubernetes/apps/media/jellyfin/app/pvc.yaml'],
          },
        },
      ],
    }),
  },
];
