import { condition, object, secondsAgo } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

export const workloadRows: StatusRow[] = [
  [
    'a StatefulSet with all replicas is current',
    object('apps/v1/StatefulSet', {
      spec: { replicas: 1 },
      status: {
        replicas: 1,
        readyReplicas: 1,
        currentRevision: 'a',
        updateRevision: 'a',
      },
    }),
    'Current ok',
  ],
  [
    'a StatefulSet between two revisions is in progress',
    object('apps/v1/StatefulSet', {
      spec: { replicas: 1 },
      status: {
        replicas: 1,
        readyReplicas: 1,
        currentRevision: 'a',
        updateRevision: 'b',
      },
    }),
    'InProgress info',
  ],
  [
    'a partitioned StatefulSet is current when its partition is updated',
    object('apps/v1/StatefulSet', {
      spec: {
        replicas: 3,
        updateStrategy: { rollingUpdate: { partition: 2 } },
      },
      status: {
        replicas: 3,
        readyReplicas: 3,
        updatedReplicas: 1,
        currentRevision: 'a',
        updateRevision: 'b',
      },
    }),
    'Current ok',
  ],
  [
    'a StatefulSet with nothing ready is a warning',
    object('apps/v1/StatefulSet', {
      spec: { replicas: 1 },
      status: { replicas: 1 },
    }),
    'InProgress warning NoneReady',
  ],
  [
    'a DaemonSet ready on all nodes is current',
    object('apps/v1/DaemonSet', {
      status: {
        desiredNumberScheduled: 3,
        currentNumberScheduled: 3,
        numberReady: 3,
        numberAvailable: 3,
        updatedNumberScheduled: 3,
      },
    }),
    'Current ok',
  ],
  [
    'a DaemonSet that misses a node is a warning',
    object('apps/v1/DaemonSet', {
      status: {
        desiredNumberScheduled: 3,
        currentNumberScheduled: 3,
        numberReady: 2,
        numberAvailable: 2,
        updatedNumberScheduled: 3,
      },
    }),
    'InProgress warning LessReady',
  ],
  [
    'a DaemonSet that counts nothing is unknown',
    object('apps/v1/DaemonSet', { status: { observedGeneration: 1 } }),
    'Unknown unknown',
  ],
  [
    'a ReplicaSet of an older revision is current at zero',
    object('apps/v1/ReplicaSet', {
      spec: { replicas: 0 },
      status: { replicas: 0 },
    }),
    'Current info ScaledToZero',
  ],
  [
    'a Job that runs is not yet current',
    object('batch/v1/Job', {
      status: { startTime: secondsAgo(5), active: 1 },
    }),
    'InProgress info JobInProgress',
  ],
  [
    'a complete Job is current',
    object('batch/v1/Job', {
      status: { conditions: [condition('Complete=True')] },
    }),
    'Current ok',
  ],
  [
    'a Job past its backoff limit is failed',
    object('batch/v1/Job', {
      status: {
        conditions: [condition('Failed=True', 'BackoffLimitExceeded')],
      },
    }),
    'Failed error BackoffLimitExceeded',
  ],
  [
    'a CronJob that never ran says so',
    object('batch/v1/CronJob', { spec: {} }),
    'Current info NotRunYet',
  ],
  [
    'a CronJob whose last run succeeded is current',
    object('batch/v1/CronJob', {
      status: {
        lastScheduleTime: secondsAgo(600),
        lastSuccessfulTime: secondsAgo(590),
      },
    }),
    'Current ok',
  ],
  [
    'a CronJob whose last run did not succeed is a warning',
    object('batch/v1/CronJob', {
      status: {
        lastScheduleTime: secondsAgo(600),
        lastSuccessfulTime: secondsAgo(4200),
      },
    }),
    'Current warning LastRunFailed',
  ],
];
