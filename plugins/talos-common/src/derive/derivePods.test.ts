import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { kubernetesOf, object } from '../__testUtils__/kubernetes';
import { derivePods } from './derivePods';

const pod = (
  name: string,
  phase: string | undefined,
  rest: { isReady?: boolean; node?: string; owner?: string } = {},
): KubeObject =>
  object('Pod', name, {
    metadata: {
      namespace: 'media',
      labels: { 'pod-template-hash': 'abc' },
      ...(rest.owner
        ? {
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind: rest.owner.split(' ')[0],
                name: rest.owner.split(' ')[1],
                uid: 'u',
                controller: true,
              },
            ],
          }
        : {}),
    },
    spec: { nodeName: rest.node ?? 'worker-01' },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: rest.isReady ? 'True' : 'False' }],
    },
  });

describe('the pods of a machine', () => {
  const derive = (...pods: KubeObject[]) =>
    derivePods(kubernetesOf({ pods }), 'worker-01');

  it.each([
    ['Running', true, 'ok', 'ready'],
    ['Running', false, 'warning', 'not ready'],
    ['Pending', false, 'info', 'starting'],
    ['Succeeded', false, 'info', 'done'],
    ['Failed', false, 'error', 'failed'],
    [undefined, false, 'unknown', 'not known'],
  ])('that say %s, ready %s, are %s', (phase, isReady, severity, state) => {
    expect(derive(pod('a', phase, { isReady }))).toMatchObject([
      { id: 'media/a', severity, state },
    ]);
  });

  it('are those on it, by name, with what started them', () => {
    expect(
      derive(
        pod('b', 'Running', { owner: 'ReplicaSet web-abc' }),
        pod('a', 'Running', { owner: 'StatefulSet db' }),
        pod('c', 'Running', { node: 'worker-02' }),
        pod('d', 'Running'),
      )?.map(({ id, owner }) => `${id}: ${owner}`),
    ).toEqual([
      'media/a: StatefulSet db',
      'media/b: Deployment web',
      'media/d: undefined',
    ]);
  });

  it('are not known when Kubernetes does not tell them now', () => {
    expect(
      derivePods(kubernetesOf({ pods: [] }, { pods: 'stale' }), 'worker-01'),
    ).toBeUndefined();
    expect(derivePods(undefined, 'worker-01')).toBeUndefined();
  });
});
