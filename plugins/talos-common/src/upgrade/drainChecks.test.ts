import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { kubernetesOf, object } from '../__testUtils__/kubernetes';
import { restartChecks } from './restartChecks';

const NODE = 'worker-01';

function pod(
  name: string,
  rest: {
    node?: string;
    owner?: string;
    kind?: string;
    phase?: string;
    isReady?: boolean;
    annotations?: Record<string, string>;
  } = {},
): KubeObject {
  const { node = NODE, owner, kind = 'ReplicaSet', phase = 'Running' } = rest;
  const { isReady = true, annotations } = rest;
  return object('Pod', name, {
    metadata: {
      namespace: 'media',
      labels: { app: name.replace(/-\d$/, '') },
      annotations,
      ...(owner
        ? {
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind,
                name: owner,
                uid: owner,
                controller: true,
              },
            ],
          }
        : {}),
    },
    spec: { nodeName: node },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
    },
  });
}

const budget = (
  name: string,
  allowed: number | undefined,
  selector: object | null = { matchLabels: { app: name } },
  namespace = 'media',
) =>
  object('PodDisruptionBudget', name, {
    metadata: { namespace },
    spec: { selector },
    status:
      allowed === undefined
        ? {}
        : { expectedPods: 2, disruptionsAllowed: allowed },
  });

const check = (
  id: string,
  ...[objects, states]: Parameters<typeof kubernetesOf>
) =>
  restartChecks(kubernetesOf(objects, states), { node: NODE }).find(
    each => each.id === id,
  );

const WEB = [
  pod('web-1', { owner: 'web' }),
  pod('web-2', { owner: 'web', node: 'worker-02' }),
];

describe('budgets of a machine', () => {
  const budgets = (...all: KubeObject[]) =>
    check('budgets', { pods: WEB, disruptionBudgets: all });

  it('name those that do not let its pods go, and the pods', () => {
    expect(budgets(budget('web', 0))).toMatchObject({
      severity: 'warning',
      reason: 'Allow no disruption now: media/web. Here that is media/web-1.',
    });
  });

  it.each<[string, KubeObject]>([
    ['of other pods', budget('db', 0)],
    ['of another namespace', budget('web', 0, undefined, 'other')],
    ['that select nothing', budget('web', 0, null)],
    [
      'that leave it out',
      budget('web', 0, {
        matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }],
      }),
    ],
  ])('say nothing %s', (_, other) => {
    expect(budgets(other)).toMatchObject({
      severity: 'ok',
      reason: 'No budget is about a pod on it.',
    });
  });

  it.each([
    [{}],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
    [
      {
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['web'] },
          { key: 'old', operator: 'DoesNotExist' },
        ],
      },
    ],
  ])('are found by the selector %j', selector => {
    expect(budgets(budget('web', 0, selector))).toMatchObject({
      severity: 'warning',
    });
  });

  it('are fine when they let one go, and unknown when they do not say', () => {
    expect(budgets(budget('web', 1))).toMatchObject({ severity: 'ok' });
    expect(budgets(budget('web', undefined))).toMatchObject({
      severity: 'unknown',
    });
  });

  it.each(['pods', 'disruptionBudgets'] as const)(
    'are unknown when %s can not be read',
    kind => {
      expect(
        check('budgets', { pods: WEB }, { [kind]: 'forbidden' }),
      ).toMatchObject({ severity: 'unknown' });
    },
  );
});

describe('copies of what runs on a machine', () => {
  it.each<[string, KubeObject[], string, RegExp]>([
    ['have one', WEB, 'ok', /^Pods that would move: 1\./],
    [
      'have none',
      [pod('web-1', { owner: 'web' })],
      'info',
      /^Away until they have started elsewhere: ReplicaSet web in media\.$/,
    ],
    [
      'are on the same machine',
      [pod('web-1', { owner: 'web' }), pod('web-2', { owner: 'web' })],
      'info',
      /elsewhere: ReplicaSet web in media\.$/,
    ],
    [
      'are not ready',
      [
        pod('web-1', { owner: 'web' }),
        pod('web-2', { owner: 'web', node: 'worker-02', isReady: false }),
      ],
      'info',
      /ReplicaSet web in media/,
    ],
    [
      'belong to nobody',
      [pod('debug')],
      'warning',
      /^Nothing starts these again: media\/debug\.$/,
    ],
    [
      'need none',
      [
        pod('agent', { owner: 'agent', kind: 'DaemonSet' }),
        pod('static', { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
        pod('done', { phase: 'Succeeded' }),
        pod('away', { node: 'worker-02' }),
      ],
      'ok',
      /^No pod would have to move/,
    ],
    [
      'are judged elsewhere or begin anew',
      [
        pod('vm', { owner: 'vm', kind: 'VirtualMachineInstance' }),
        pod('work', { owner: 'work', kind: 'Job' }),
      ],
      'ok',
      /^Pods that would move: 2\./,
    ],
  ])('%s', (_, pods, severity, reason) => {
    const found = check('copies', { pods });
    expect(found).toMatchObject({ severity });
    expect(found?.reason).toMatch(reason);
  });

  it('are unknown when pods can not be read', () => {
    expect(check('copies', {}, { pods: 'stale' })).toMatchObject({
      severity: 'unknown',
    });
  });
});
