import { condition, object } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

const deployment = (replicas: number, status: object) =>
  object('apps/v1/Deployment', {
    metadata: { generation: 2 },
    spec: { replicas },
    status: { observedGeneration: 2, ...status },
  });

export const deploymentRows: StatusRow[] = [
  [
    'with all replicas is current',
    deployment(2, {
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: [condition('Available=True')],
    }),
    'Current ok',
  ],
  [
    'scaled to zero is current, and says so',
    deployment(0, { conditions: [condition('Available=True')] }),
    'Current info ScaledToZero',
  ],
  [
    'that rolls out is in progress',
    deployment(2, {
      replicas: 3,
      updatedReplicas: 1,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: [
        condition('Available=True'),
        condition('Progressing=True', 'ReplicaSetUpdated'),
      ],
    }),
    'InProgress info',
  ],
  [
    'that lost a replica after its rollout is a warning',
    deployment(2, {
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [
        condition('Available=True'),
        condition('Progressing=True', 'NewReplicaSetAvailable'),
      ],
    }),
    'InProgress warning',
  ],
  [
    'that lost all replicas after its rollout is an error',
    deployment(1, {
      replicas: 1,
      updatedReplicas: 1,
      conditions: [
        condition('Available=False', 'MinimumReplicasUnavailable'),
        condition('Progressing=True', 'NewReplicaSetAvailable'),
      ],
    }),
    'InProgress error MinimumReplicasUnavailable',
  ],
  [
    'past its deadline is failed',
    deployment(1, {
      replicas: 1,
      updatedReplicas: 1,
      conditions: [condition('Progressing=False', 'ProgressDeadlineExceeded')],
    }),
    'Failed error ProgressDeadlineExceeded',
  ],
  [
    'whose pods a quota forbids is failed',
    deployment(1, {
      conditions: [condition('ReplicaFailure=True', 'FailedCreate')],
    }),
    'Failed error FailedCreate',
  ],
  [
    'without any condition is not current',
    deployment(1, {
      replicas: 1,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
    }),
    'InProgress info',
  ],
  [
    'without a status is unknown',
    object('apps/v1/Deployment', { spec: {} }),
    'Unknown unknown NoStatus',
  ],
];
