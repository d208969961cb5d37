import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { TalosClusterSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import { kubernetesOf, node, object } from '../__testUtils__/kubernetes';
import {
  answered,
  cluster,
  controlPlane,
  gone,
  healthy,
  machine,
  NOW,
  ready,
  state,
} from '../__testUtils__/snapshots';
import { deriveUpgrades } from './deriveUpgrades';

type Machines = TalosClusterSnapshot['machines'];
type Kubernetes = Parameters<typeof kubernetesOf>;

const NAMES = ['cp-01', 'cp-02', 'cp-03', 'worker-01', 'worker-02'];
const nodes = NAMES.map(name => node(name));

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

describe('what runs', () => {
  it('is told in one sentence, with the age of nobody’s guess', () => {
    expect(
      derive(undefined, { kubernetes: kubernetesOf({ nodes }) }),
    ).toMatchObject({
      severity: 'ok',
      sentence:
        'All 5 machines run Talos v1.13.9 with Kubernetes v1.36.4. Nothing is being upgraded.',
      talos: { running: [{ version: 'v1.13.9', machines: NAMES }] },
      extensions: ['iscsi-tools'],
      hasTuppr: false,
    });
  });

  it('is not known of a machine that never told', () => {
    const silent = machine('worker-02', '10.0.0.12', {
      parts: { version: { status: 'syncing' } },
    });
    expect(derive([...healthy().slice(0, 4), silent])).toMatchObject({
      severity: 'unknown',
      talos: { notKnown: ['worker-02'] },
    });
  });

  it('is not known of a machine that fell silent, whatever it said before', () => {
    const silent = machine('worker-02', '10.0.0.12', { state: gone });
    const upgrade = derive([...healthy().slice(0, 4), silent]);
    expect(upgrade.severity).toBe('unknown');
    expect(upgrade.sentence).toBe(
      '4 machines run Talos v1.13.9; of worker-02 it is not known. Nothing is being upgraded.',
    );
  });

  it('is told oldest first where it differs', () => {
    const behind = machine('worker-02', '10.0.0.12', {
      parts: { version: answered({ version: { tag: 'v1.13.8' } }) },
    });
    const upgrade = derive([...healthy().slice(0, 4), behind]);
    expect(upgrade.severity).toBe('warning');
    expect(upgrade.sentence).toContain(
      'v1.13.8 on worker-02; v1.13.9 on cp-01',
    );
  });

  it('stands beside what Git says, with its line and its repository', () => {
    const at = { file: 'talenv.yaml', line: 2 };
    const upgrade = derive(undefined, {
      declared: {
        state: state(),
        repository: 'home-ops',
        machines: [
          {
            name: { ...at, value: 'cp-01' },
            version: { ...at, value: 'v1.14.0' },
            extensions: { ...at, value: ['siderolabs/zfs'] },
          },
        ],
      },
    });
    expect(upgrade).toMatchObject({
      repository: 'home-ops',
      talos: { declared: { version: 'v1.14.0', line: 2 } },
      extensions: ['iscsi-tools', 'zfs'],
    });
  });
});

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
  const snapshots = (lastSuccessfulTime?: string) =>
    object('CronJob', 'backup', {
      spec: {
        jobTemplate: {
          spec: {
            template: {
              spec: {
                containers: [{ image: 'ghcr.io/siderolabs/talos-backup:v0.1' }],
              },
            },
          },
        },
      },
      status: { lastSuccessfulTime },
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
      /Not known\. The state/,
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
      [{ cronJobs: [snapshots()] }],
      'warning',
      /never succeeded/,
    ],
    [
      'snapshot',
      'fresh',
      [{ cronJobs: [snapshots('2026-11-01T09:30:00Z')] }],
      'ok',
      /2 hours old/,
    ],
    [
      'snapshot',
      'old',
      [{ cronJobs: [snapshots('2026-10-30T11:00:00Z')] }],
      'warning',
      /49 hours old/,
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

describe('what is on its way', () => {
  const tuppr = (status: object, version = 'v1.14.0'): KubeObject =>
    object('TalosUpgrade', 'talos', {
      spec: { talos: { version } },
      status: { observedGeneration: 1, ...status },
      metadata: { generation: 1 },
    });
  const at = (name: string, version: string, stage = 'running') =>
    machine(name, `10.0.0.${name.slice(-2)}`, {
      parts: {
        version: answered({ version: { tag: version } }),
        machineStatus: ready(stage),
      },
    });
  const course = (upgrade: KubeObject, machines: Machines) =>
    derive(machines, {
      kubernetes: kubernetesOf({ talosUpgrades: [upgrade] }),
    });
  const machines = [
    at('worker-11', 'v1.14.0'),
    at('worker-12', 'v1.13.9', 'upgrading'),
    at('worker-13', 'v1.13.9'),
  ];
  const states = (upgrade: ReturnType<typeof course>) =>
    upgrade.courses[0].machines.map(each => `${each.machine} ${each.state}`);

  it('is told machine by machine, as tuppr does it', () => {
    const upgrade = course(
      tuppr({ phase: 'Upgrading', currentNode: 'worker-12' }),
      machines,
    );
    expect(upgrade).toMatchObject({
      severity: 'info',
      hasTuppr: true,
      sentence: 'Talos v1.14.0 is on its way: 1 of 3 machines have it.',
    });
    expect(states(upgrade)).toEqual([
      'worker-11 done',
      'worker-12 running',
      'worker-13 waiting',
    ]);
  });

  it('has gone back by itself where tuppr calls it done and another version runs', () => {
    const upgrade = course(
      tuppr({ phase: 'Completed', completedNodes: ['worker-12'] }),
      [at('worker-11', 'v1.14.0'), at('worker-12', 'v1.13.9')],
    );
    expect(upgrade.severity).toBe('error');
    expect(upgrade.sentence).toContain('worker-12 went back');
  });

  it('is not known to be done while a machine is silent', () => {
    const upgrade = course(tuppr({ phase: 'Completed' }, 'v1.14.0'), [
      at('worker-11', 'v1.14.0'),
      machine('worker-12', '10.0.0.12', { state: gone }),
    ]);
    expect(upgrade.courses[0].severity).toBe('unknown');
  });

  it('failed where tuppr says so, with its error', () => {
    const upgrade = course(
      tuppr({
        phase: 'Failed',
        failedNodes: [{ nodeName: 'worker-13', lastError: 'no image' }],
      }),
      machines,
    );
    expect(upgrade.severity).toBe('error');
    expect(upgrade.courses[0].machines[2]).toMatchObject({
      state: 'failed',
      reason: 'no image',
    });
  });

  it('begins when the version changed and tuppr has not seen it yet', () => {
    const upgrade = course(
      object('TalosUpgrade', 'talos', {
        spec: { talos: { version: 'v1.14.0' } },
        status: { phase: 'Completed', observedGeneration: 1 },
        metadata: { generation: 2 },
      }),
      [at('worker-11', 'v1.13.9')],
    );
    expect(upgrade.courses[0]).toMatchObject({ isActive: true });
    expect(upgrade.sentence).toContain('waits to begin');
    expect(states(upgrade)).toEqual(['worker-11 waiting']);
  });

  it('a phase that nobody knows is unknown', () => {
    expect(
      course(tuppr({ phase: 'Dreaming' }), machines).courses[0],
    ).toMatchObject({ severity: 'unknown', isActive: false });
  });

  it('never calls done a machine that does not answer', () => {
    const upgrade = course(tuppr({ phase: 'Upgrading' }), [
      machine('worker-11', '10.0.0.11', { state: gone }),
      at('worker-12', 'v1.14.0'),
    ]);
    expect(states(upgrade)).toEqual(['worker-11 notKnown', 'worker-12 done']);
  });

  it('is seen without tuppr by the stage alone', () => {
    expect(derive(machines).courses).toMatchObject([
      {
        what: 'Talos',
        isActive: true,
        sentence: expect.stringMatching(/^worker-12 is being/),
      },
    ]);
    expect(derive().courses).toEqual([]);
  });

  it('is that of Kubernetes too', () => {
    const upgrade = derive(healthy(), {
      kubernetes: kubernetesOf({
        nodes,
        kubernetesUpgrades: [
          object('KubernetesUpgrade', 'kubernetes', {
            spec: { kubernetes: { version: 'v1.37.0' } },
            status: {
              phase: 'HealthChecking',
              message: 'Ceph is not healthy.',
            },
          }),
        ],
      }),
    });
    expect(upgrade.sentence).toBe(
      'Kubernetes v1.37.0 waits for its health checks: 0 of 5 machines have it. Ceph is not healthy.',
    );
  });
});
