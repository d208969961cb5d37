import type { TalosClusterSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import {
  kubernetesOf,
  node,
  object,
  snapshotJob,
} from '../__testUtils__/kubernetes';
import {
  answered,
  cluster,
  controlPlane,
  gone,
  healthy,
  machine,
  NOW,
} from '../__testUtils__/snapshots';
import { deriveUpgrades } from './deriveUpgrades';

type Machines = TalosClusterSnapshot['machines'];
type Kubernetes = Parameters<typeof kubernetesOf>;

const nodes = ['cp-01', 'cp-02', 'cp-03', 'worker-01', 'worker-02'].map(name =>
  node(name),
);

function derive(
  machines: Machines = healthy(),
  overrides: Partial<TalosClusterSnapshot> = {},
) {
  const [upgrade] = deriveUpgrades(
    judgeTalos([cluster(machines, overrides)], { now: NOW }),
  );
  return upgrade;
}

const check = (
  id: string,
  machines?: Machines,
  overrides?: Partial<TalosClusterSnapshot>,
) => derive(machines, overrides).preflight.checks.find(each => each.id === id);

const inKubernetes = (id: string, ...args: Kubernetes) =>
  check(id, undefined, { kubernetes: kubernetesOf(...args) });

describe('whether now is a good time', () => {
  it.each<[string, string, Machines, string, RegExp]>([
    ['all machines run', 'machines', healthy(), 'ok', /All 5 do/],
    [
      'one is silent',
      'machines',
      [...healthy().slice(0, 4), machine('w', '10.0.0.12', { state: gone })],
      'error',
      /Not so: w\./,
    ],
    ['etcd has three', 'etcd', healthy(), 'ok', /1 more may be lost/],
    [
      'etcd has lost one',
      'etcd',
      [controlPlane(0), controlPlane(1, { state: gone }), controlPlane(2)],
      'error',
      /none more may be lost/,
    ],
    [
      'nobody told of etcd',
      'etcd',
      [machine('w', '10.0.0.12')],
      'unknown',
      /not known/,
    ],
    [
      'etcd is full',
      'etcd-alarms',
      [0, 1, 2].map(index =>
        controlPlane(index, {
          parts: {
            etcdAlarms: answered({
              memberAlarms: [{ memberId: '2', alarm: 'NOSPACE' }],
            }),
          },
        }),
      ),
      'error',
      /NOSPACE on cp-02/,
    ],
    ['all run one version', 'versions', healthy(), 'ok', /run v1\.13\.9/],
    [
      'one of them is silent',
      'versions',
      [...healthy().slice(0, 4), machine('w', '10.0.0.12', { state: gone })],
      'unknown',
      /of w it is not known/,
    ],
    [
      'an upgrade stopped half way',
      'versions',
      [
        ...healthy().slice(0, 4),
        machine('w', '10.0.0.12', {
          parts: { version: answered({ version: { tag: 'v1.14.0' } }) },
        }),
      ],
      'warning',
      /v1\.13\.9 and v1\.14\.0: finish/,
    ],
    ['no certificate was seen', 'certificates', healthy(), 'unknown', /None/],
  ])('%s', (_, id, machines, severity, reason) => {
    expect(check(id, machines)).toMatchObject({
      severity,
      reason: expect.stringMatching(reason),
    });
  });

  it('a single etcd member is no error, and is said', () => {
    const alone = controlPlane(0, {
      parts: {
        etcdMembers: answered({
          members: [
            {
              id: '11024837591239231233',
              hostname: 'cp-01',
              peerUrls: [],
              isLearner: false,
            },
          ],
        }),
      },
    });
    expect(check('etcd', [alone])).toMatchObject({
      severity: 'warning',
      reason: expect.stringContaining('Kubernetes is away'),
    });
  });

  it('a certificate that ends within the week', () => {
    expect(
      check('certificates', undefined, {
        certificates: [
          {
            kind: 'client',
            name: 'lab',
            notBefore: '2026-01-01T00:00:00Z',
            notAfter: '2026-11-05T00:00:00Z',
            seenAt: '2026-11-01T00:00:00Z',
          },
        ],
      }),
    ).toMatchObject({
      severity: 'error',
      reason: 'Renew first: lab ends 2026-11-05.',
    });
  });

  const budget = (
    name: string,
    status: object | undefined,
    owner?: { apiVersion: string; kind: string },
  ) =>
    object('PodDisruptionBudget', name, {
      status,
      metadata: {
        namespace: 'media',
        ownerReferences: owner ? [{ ...owner, name, uid: '1' }] : [],
      },
    });
  const ceph = (health?: string) =>
    object('CephCluster', 'rook-ceph', {
      status: { ceph: { health, details: health ? { OSD_DOWN: {} } : {} } },
    });
  const vm = (evictionStrategy: string) =>
    object('VirtualMachineInstance', 'haos', {
      spec: { evictionStrategy },
      status: { conditions: [{ type: 'LiveMigratable', status: 'False' }] },
    });

  it.each<[string, string, Kubernetes, string, RegExp]>([
    ['nodes', 'are ready', [{ nodes }], 'ok', /All 5 are/],
    ['nodes', 'none seen', [{}], 'unknown', /No node/],
    [
      'nodes',
      'one is cordoned',
      [
        {
          nodes: [
            object('Node', 'a', {
              ...nodes[0],
              spec: { unschedulable: true },
              metadata: {},
            }),
          ],
        },
      ],
      'warning',
      /Cordoned: a/,
    ],
    [
      'nodes',
      'one is not',
      [{ nodes: [object('Node', 'a')] }],
      'error',
      /Not ready: a/,
    ],
    ['ceph', 'not there', [{}, { cephClusters: 'absent' }], 'ok', /no Rook/],
    [
      'ceph',
      'not to be read',
      [{}, { cephClusters: 'forbidden' }],
      'unknown',
      /Not known: The state/,
    ],
    [
      'ceph',
      'stale',
      [{ cephClusters: [ceph('HEALTH_OK')] }, { cephClusters: 'stale' }],
      'unknown',
      /Not known/,
    ],
    [
      'ceph',
      'well',
      [{ cephClusters: [ceph('HEALTH_OK')] }],
      'ok',
      /HEALTH_OK/,
    ],
    [
      'ceph',
      'warned',
      [{ cephClusters: [ceph('HEALTH_WARN')] }],
      'warning',
      /OSD_DOWN.*wait for HEALTH_OK/,
    ],
    ['ceph', 'mute', [{ cephClusters: [ceph()] }], 'unknown', /does not say/],
    ['budgets', 'none', [{}], 'ok', /no budget/],
    [
      'budgets',
      'a single replica',
      [
        {
          disruptionBudgets: [
            budget('db', { expectedPods: 1, disruptionsAllowed: 0 }),
          ],
        },
      ],
      'warning',
      /single replica.*media\/db/,
    ],
    [
      'budgets',
      'a copy is missing',
      [
        {
          disruptionBudgets: [
            budget('db', { expectedPods: 3, disruptionsAllowed: 0 }),
          ],
        },
      ],
      'warning',
      /no disruption now: media\/db/,
    ],
    [
      'budgets',
      'which no pod needs',
      [
        {
          disruptionBudgets: [
            budget('db', { expectedPods: 0, disruptionsAllowed: 0 }),
          ],
        },
      ],
      'ok',
      /All 1/,
    ],
    [
      'budgets',
      'mute',
      [{ disruptionBudgets: [budget('db', undefined)] }],
      'unknown',
      /Do not say/,
    ],
    [
      'budgets',
      'of a virtual machine',
      [
        {
          disruptionBudgets: [
            budget(
              'vm',
              { expectedPods: 1, disruptionsAllowed: 0 },
              { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance' },
            ),
          ],
        },
      ],
      'ok',
      /./,
    ],
    [
      'budgets',
      'of a database’s primary',
      [
        {
          disruptionBudgets: [
            budget(
              'pg',
              { expectedPods: 1, disruptionsAllowed: 0 },
              { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' },
            ),
          ],
        },
      ],
      'info',
      /second instance: media\/pg/,
    ],
    [
      'virtual-machines',
      'stuck',
      [{ virtualMachines: [vm('LiveMigrate')] }],
      'warning',
      /can not be: haos/,
    ],
    [
      'virtual-machines',
      'stopped instead',
      [{ virtualMachines: [vm('None')] }],
      'ok',
      /None/,
    ],
    ['snapshot', 'nobody takes any', [{}], 'unknown', /etcd snapshot/],
    [
      'snapshot',
      'never taken',
      [{ cronJobs: [snapshotJob()] }],
      'warning',
      /never succeeded/,
    ],
    [
      'snapshot',
      'fresh',
      [{ cronJobs: [snapshotJob('2026-11-01T09:30:00Z')] }],
      'ok',
      /2 hours old/,
    ],
    [
      'snapshot',
      'just taken',
      [{ cronJobs: [snapshotJob('2026-11-01T11:30:00Z')] }],
      'ok',
      /^The newest is less than an hour old\.$/,
    ],
    [
      'snapshot',
      'an hour old',
      [{ cronJobs: [snapshotJob('2026-11-01T10:30:00Z')] }],
      'ok',
      /^The newest is 1 hour old\.$/,
    ],
    [
      'snapshot',
      'old',
      [{ cronJobs: [snapshotJob('2026-10-30T11:00:00Z')] }],
      'warning',
      /49 hours old\. Take one: talosctl etcd snapshot/,
    ],
  ])('%s: %s', (id, _, kubernetes, severity, reason) => {
    expect(inKubernetes(id, ...kubernetes)).toMatchObject({
      severity,
      reason: expect.stringMatching(reason),
    });
  });

  it('knows nothing of a Kubernetes that is not read, and says how to', () => {
    const { preflight } = derive();
    expect(preflight.severity).toBe('unknown');
    expect(preflight.sentence).toBe(
      'Nothing that is known speaks against it. 6 of 10 are not known: look yourself.',
    );
    expect(check('ceph')?.reason).toContain('clusterLocatorMethods');
  });
});
