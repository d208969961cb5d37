import { condition, object, secondsAgo } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

/** The status of a container that waits. */
export const waiting = (reason: string, list = 'containerStatuses') => ({
  [list]: [{ name: 'main', restartCount: 4, state: { waiting: { reason } } }],
});

/** A Pod in some state. */
export const pod = (status: unknown, fields: object = {}) =>
  object('v1/Pod', { status, ...fields });

const scheduled = { spec: { nodeName: 'node-1' } };

export const podRows: StatusRow[] = [
  [
    'that runs and is ready is current',
    pod({ phase: 'Running', conditions: [condition('Ready=True')] }),
    'Current ok',
  ],
  [
    'that completed is current',
    pod({ phase: 'Succeeded' }),
    'Current ok PodCompleted',
  ],
  [
    'that was evicted is failed',
    pod({ phase: 'Failed', reason: 'Evicted' }),
    'Failed error Evicted',
  ],
  [
    'that runs and is not ready is a warning',
    pod({
      phase: 'Running',
      conditions: [condition('Ready=False', 'ContainersNotReady')],
    }),
    'InProgress warning ContainersNotReady',
  ],
  [
    'that crashes again and again is failed',
    pod({
      phase: 'Running',
      conditions: [condition('Ready=False')],
      ...waiting('CrashLoopBackOff'),
    }),
    'Failed error CrashLoopBackOff',
  ],
  [
    'whose init container crashes is failed',
    pod({
      phase: 'Pending',
      conditions: [condition('PodScheduled=True')],
      ...waiting('CrashLoopBackOff', 'initContainerStatuses'),
    }),
    'Failed error CrashLoopBackOff',
  ],
  [
    'whose image cannot be pulled is failed',
    pod({
      phase: 'Pending',
      conditions: [condition('PodScheduled=True')],
      ...waiting('ImagePullBackOff'),
    }),
    'Failed error ImagePullBackOff',
  ],
  [
    'that no node can take is failed',
    pod({
      phase: 'Pending',
      conditions: [condition('PodScheduled=False', 'Unschedulable')],
    }),
    'Failed error Unschedulable',
  ],
  [
    'that waits for a node since a moment is in progress',
    pod({
      phase: 'Pending',
      conditions: [
        condition('PodScheduled=False', 'Unschedulable', {
          lastTransitionTime: secondsAgo(5),
        }),
      ],
    }),
    'InProgress info Unschedulable',
  ],
  [
    'that no scheduler ever looked at is failed',
    pod({ phase: 'Pending' }),
    'Failed error NotScheduled',
  ],
  [
    'that was made a moment ago is in progress',
    pod(
      { phase: 'Pending' },
      { metadata: { creationTimestamp: secondsAgo(3) } },
    ),
    'InProgress info NotScheduled',
  ],
  [
    'behind a scheduling gate waits by its owner’s wish',
    pod({
      phase: 'Pending',
      conditions: [condition('PodScheduled=False', 'SchedulingGated')],
    }),
    'InProgress info SchedulingGated',
  ],
  [
    'whose containers are being made is in progress',
    pod(
      { phase: 'Pending', ...waiting('ContainerCreating') },
      { ...scheduled, metadata: { creationTimestamp: secondsAgo(20) } },
    ),
    'InProgress info ContainerCreating',
  ],
  [
    'whose containers are being made for an hour is a warning',
    pod({ phase: 'Pending', ...waiting('ContainerCreating') }, scheduled),
    'InProgress warning ContainerCreating',
  ],
  ['of a lost node is unknown', pod({ phase: 'Unknown' }), 'Unknown unknown'],
  [
    'without conditions is unknown',
    pod({ phase: 'Running' }),
    'Unknown unknown',
  ],
  ['without a status is unknown', object('v1/Pod'), 'Unknown unknown NoStatus'],
];
