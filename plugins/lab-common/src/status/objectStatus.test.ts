import fc from 'fast-check';
import {
  NOW,
  condition,
  object,
  secondsAgo,
} from '../__fixtures__/kubeObjects';
import { SEVERITIES } from '../severity';
import type { KubeObject } from '../kubeObject';
import { objectStatus } from './objectStatus';

type Row = [fact: string, object: KubeObject, expected: string];

/** `Status severity Reason`, which is what the tables compare. */
function told(subject: KubeObject | undefined): string {
  const { status, severity, reason } = objectStatus(subject, { now: NOW });
  return [status, severity, reason].filter(Boolean).join(' ');
}

const waiting = (reason: string, list = 'containerStatuses') => ({
  [list]: [{ name: 'main', restartCount: 4, state: { waiting: { reason } } }],
});

const pod = (status: unknown, fields: object = {}) =>
  object('v1/Pod', { status, ...fields });

const scheduled = { spec: { nodeName: 'node-1' } };

const deployment = (replicas: number, status: object) =>
  object('apps/v1/Deployment', {
    metadata: { generation: 2 },
    spec: { replicas },
    status: { observedGeneration: 2, ...status },
  });

const TABLES: Record<string, Row[]> = {
  'every kind': [
    [
      'an object marked for deletion is terminating',
      object('v1/ConfigMap', {
        metadata: { deletionTimestamp: secondsAgo(10) },
      }),
      'Terminating info',
    ],
    [
      'a deletion that does not end is a warning',
      object('v1/Namespace', {
        metadata: { deletionTimestamp: secondsAgo(900), finalizers: ['a/b'] },
      }),
      'Terminating warning DeletionStuck',
    ],
    [
      'a spec nobody acted on is in progress, whatever Ready says',
      object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
        metadata: { generation: 3 },
        status: {
          observedGeneration: 2,
          conditions: [condition('Ready=True')],
        },
      }),
      'InProgress info LatestGenerationNotObserved',
    ],
    [
      'Reconciling wins over Ready',
      object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
        status: {
          conditions: [
            condition('Reconciling=True', 'Progressing'),
            condition('Ready=True'),
          ],
        },
      }),
      'InProgress info Progressing',
    ],
    [
      'reconciling again after a failure is a warning',
      object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
        status: {
          conditions: [condition('Reconciling=True', 'ProgressingWithRetry')],
        },
      }),
      'InProgress warning ProgressingWithRetry',
    ],
    [
      'stalled is failed',
      object('helm.toolkit.fluxcd.io/v2/HelmRelease', {
        status: {
          conditions: [condition('Stalled=True', 'MissingRollbackTarget')],
        },
      }),
      'Failed error MissingRollbackTarget',
    ],
    [
      'a kind without a status is current by being there',
      object('v1/ConfigMap'),
      'Current ok',
    ],
    [
      'an object of an unknown kind is never green',
      object('example.org/v1/Thing', { spec: {} }),
      'Current info',
    ],
    [
      'a Flux object without a status is unknown',
      object('helm.toolkit.fluxcd.io/v2/HelmRelease', { spec: {} }),
      'Unknown unknown NoStatus',
    ],
    [
      'a Flux object whose status says nothing of readiness is unknown',
      object('source.toolkit.fluxcd.io/v1/GitRepository', {
        status: { artifact: {} },
      }),
      'Unknown unknown',
    ],
  ],
  'a custom object': [
    [
      'that is ready is current',
      object('x.org/v1/X', {
        status: { conditions: [condition('Ready=True')] },
      }),
      'Current ok',
    ],
    [
      'that is not ready is in progress, with a warning',
      object('x.org/v1/X', {
        status: { conditions: [condition('Ready=False', 'NoRoute')] },
      }),
      'InProgress warning NoRoute',
    ],
    [
      'with readiness unknown is unknown in severity',
      object('x.org/v1/X', {
        status: { conditions: [condition('Ready=Unknown')] },
      }),
      'InProgress unknown',
    ],
    [
      'with a word for status that Kubernetes does not have is not green',
      object('x.org/v1/X', {
        status: { conditions: [condition('Ready=true')] },
      }),
      'InProgress unknown',
    ],
    [
      'ready for an older generation is in progress',
      object('x.org/v1/X', {
        metadata: { generation: 5 },
        status: {
          conditions: [
            condition('Ready=True', 'Ok', { observedGeneration: 4 }),
          ],
        },
      }),
      'InProgress info LatestGenerationNotObserved',
    ],
    [
      'suspended while ready is unknown, because its conditions are frozen',
      object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
        spec: { suspend: true },
        status: { conditions: [condition('Ready=True')] },
      }),
      'Current unknown Suspended',
    ],
    [
      'suspended while failing keeps its warning',
      object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
        spec: { suspend: true },
        status: { conditions: [condition('Ready=False', 'BuildFailed')] },
      }),
      'InProgress warning BuildFailed',
    ],
    [
      'by phase Ready is current',
      object('ceph.rook.io/v1/CephBlockPool', { status: { phase: 'Ready' } }),
      'Current ok',
    ],
    [
      'by a phase nobody knows is unknown',
      object('ceph.rook.io/v1/CephBlockPool', { status: { phase: 'Sulking' } }),
      'Unknown unknown Sulking',
    ],
    [
      'by a phase named like a field of every object is unknown',
      object('x.org/v1/X', { status: { phase: 'constructor' } }),
      'Unknown unknown constructor',
    ],
    [
      'of Argo CD is judged by its health',
      object('argoproj.io/v1alpha1/Application', {
        status: { health: { status: 'Degraded' } },
      }),
      'Failed error Degraded',
    ],
    [
      'that a gateway accepted is current',
      object('gateway.networking.k8s.io/v1/HTTPRoute', {
        status: {
          parents: [
            {
              conditions: [
                condition('Accepted=True'),
                condition('ResolvedRefs=True'),
              ],
            },
          ],
        },
      }),
      'Current ok',
    ],
    [
      'whose backend does not exist is a warning',
      object('gateway.networking.k8s.io/v1/HTTPRoute', {
        status: {
          parents: [
            {
              parentRef: { name: 'internal' },
              conditions: [
                condition('Accepted=True'),
                condition('ResolvedRefs=False', 'BackendNotFound'),
              ],
            },
          ],
        },
      }),
      'InProgress warning BackendNotFound',
    ],
  ],
  'a Pod': [
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
    [
      'without a status is unknown',
      object('v1/Pod'),
      'Unknown unknown NoStatus',
    ],
  ],
  'a Deployment': [
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
        conditions: [
          condition('Progressing=False', 'ProgressDeadlineExceeded'),
        ],
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
  ],
  'other workloads': [
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
  ],
  'storage, network and policy': [
    [
      'a bound claim is current',
      object('v1/PersistentVolumeClaim', { status: { phase: 'Bound' } }),
      'Current ok',
    ],
    [
      'a claim pending for an hour is a warning',
      object('v1/PersistentVolumeClaim', { status: { phase: 'Pending' } }),
      'InProgress warning NotBound',
    ],
    [
      'a claim without its volume is failed',
      object('v1/PersistentVolumeClaim', { status: { phase: 'Lost' } }),
      'Failed error Lost',
    ],
    [
      'a released volume keeps data',
      object('v1/PersistentVolume', { status: { phase: 'Released' } }),
      'Current info Released',
    ],
    [
      'a ClusterIP service is current',
      object('v1/Service', { spec: { type: 'ClusterIP' } }),
      'Current ok',
    ],
    [
      'a load balancer without an address is a warning',
      object('v1/Service', {
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: {} },
      }),
      'InProgress warning NoAddress',
    ],
    [
      'a load balancer with an address is current',
      object('v1/Service', {
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: [{ ip: '192.0.2.4' }] } },
      }),
      'Current ok',
    ],
    [
      'an autoscaler without metrics is a warning',
      object('autoscaling/v2/HorizontalPodAutoscaler', {
        status: {
          conditions: [
            condition('AbleToScale=True'),
            condition('ScalingActive=False', 'FailedGetResourceMetric'),
          ],
        },
      }),
      'InProgress warning FailedGetResourceMetric',
    ],
    [
      'an autoscaler that scales is current',
      object('autoscaling/v2/HorizontalPodAutoscaler', {
        status: {
          conditions: [
            condition('AbleToScale=True'),
            condition('ScalingActive=True'),
          ],
        },
      }),
      'Current ok',
    ],
    [
      'a disruption budget below its wish is a warning',
      object('policy/v1/PodDisruptionBudget', {
        status: { desiredHealthy: 2, currentHealthy: 1 },
      }),
      'InProgress warning InsufficientPods',
    ],
  ],
  'the cluster itself': [
    [
      'a ready node is current',
      object('v1/Node', { status: { conditions: [condition('Ready=True')] } }),
      'Current ok',
    ],
    [
      'a node that stopped reporting is failed',
      object('v1/Node', {
        status: {
          conditions: [condition('Ready=Unknown', 'NodeStatusUnknown')],
        },
      }),
      'Failed error NodeStatusUnknown',
    ],
    [
      'a cordoned node says so',
      object('v1/Node', {
        spec: { unschedulable: true },
        status: { conditions: [condition('Ready=True')] },
      }),
      'Current info SchedulingDisabled',
    ],
    [
      'a node short of disk is a warning',
      object('v1/Node', {
        status: {
          conditions: [
            condition('DiskPressure=True', 'KubeletHasDiskPressure'),
            condition('Ready=True'),
          ],
        },
      }),
      'Current warning DiskPressure',
    ],
    [
      'an active namespace is current',
      object('v1/Namespace', { status: { phase: 'Active' } }),
      'Current ok',
    ],
    [
      'an established CRD is current',
      object('apiextensions.k8s.io/v1/CustomResourceDefinition', {
        status: {
          conditions: [
            condition('NamesAccepted=True'),
            condition('Established=True'),
          ],
        },
      }),
      'Current ok',
    ],
    [
      'a CRD whose names are taken is failed',
      object('apiextensions.k8s.io/v1/CustomResourceDefinition', {
        status: {
          conditions: [condition('NamesAccepted=False', 'PluralConflict')],
        },
      }),
      'Failed error PluralConflict',
    ],
    [
      'an API whose backend is away is failed',
      object('apiregistration.k8s.io/v1/APIService', {
        status: {
          conditions: [condition('Available=False', 'MissingEndpoints')],
        },
      }),
      'Failed error MissingEndpoints',
    ],
  ],
  'a VirtualMachine': [
    [
      'that runs is current',
      object('kubevirt.io/v1/VirtualMachine', {
        status: { printableStatus: 'Running' },
      }),
      'Current ok',
    ],
    [
      'stopped by its owner is current, and says so',
      object('kubevirt.io/v1/VirtualMachine', {
        spec: { runStrategy: 'Halted' },
        status: { printableStatus: 'Stopped' },
      }),
      'Current info Stopped',
    ],
    [
      'stopped against its run strategy is a warning',
      object('kubevirt.io/v1/VirtualMachine', {
        spec: { runStrategy: 'Always' },
        status: { printableStatus: 'Stopped' },
      }),
      'InProgress warning Stopped',
    ],
    [
      'that no node can take is failed',
      object('kubevirt.io/v1/VirtualMachine', {
        status: { printableStatus: 'ErrorUnschedulable' },
      }),
      'Failed error ErrorUnschedulable',
    ],
    [
      'with a word of a later KubeVirt is unknown',
      object('kubevirt.io/v1/VirtualMachine', {
        status: { printableStatus: 'Dreaming' },
      }),
      'Unknown unknown',
    ],
  ],
};

describe('objectStatus', () => {
  it('says NotFound, an error, for an object the cluster does not have', () => {
    expect(told(undefined)).toBe('NotFound error');
  });

  describe.each(Object.entries(TABLES))('%s', (_group, rows) => {
    it.each(rows)('%s', (_fact, subject, expected) => {
      expect(told(subject)).toBe(expected);
    });
  });

  it('tells the container, the restarts and the reason of a crash loop', () => {
    const crashing = pod({ phase: 'Running', ...waiting('CrashLoopBackOff') });
    expect(objectStatus(crashing, { now: NOW }).message).toBe(
      'Container main is in CrashLoopBackOff, 4 restarts',
    );
  });

  it('never throws and always gives a sentence, whatever an object holds', () => {
    const kinds = Object.values(TABLES)
      .flat()
      .map(([, { apiVersion, kind }]) => ({ apiVersion, kind }));
    const junk = fc.anything({ maxDepth: 3 });
    const fields = fc.dictionary(
      fc.constantFrom(
        'conditions',
        'phase',
        'observedGeneration',
        'replicas',
        'suspend',
        'generation',
        'deletionTimestamp',
        'finalizers',
        'containerStatuses',
        'parents',
        'health',
        'loadBalancer',
        'printableStatus',
        'lastScheduleTime',
        'startTime',
      ),
      fc.oneof(
        junk,
        fc.array(
          fc.dictionary(
            fc.constantFrom('type', 'status', 'state', 'reason'),
            junk,
          ),
        ),
      ),
    );
    const part = fc.oneof(fields, junk);
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        part,
        part,
        part,
        (kind, metadata, spec, status) => {
          const odd = {
            ...kind,
            metadata,
            spec,
            status,
          } as unknown as KubeObject;
          const result = objectStatus(odd, { now: NOW });
          expect(SEVERITIES).toContain(result.severity);
          expect(typeof result.message).toBe('string');
          expect(result.message).not.toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is never green for an object that lost its status, where the kind has one', () => {
    for (const [fact, subject] of Object.values(TABLES).flat()) {
      const { status: _lost, ...rest } = subject;
      const wasGreen = objectStatus(subject, { now: NOW }).severity === 'ok';
      const isGreen =
        objectStatus(rest as KubeObject, { now: NOW }).severity === 'ok';
      const hasNothingToWaitFor = ['ConfigMap', 'Service'].includes(
        subject.kind,
      );
      expect([fact, wasGreen && isGreen && !hasNothingToWaitFor]).toEqual([
        fact,
        false,
      ]);
    }
  });
});
