import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { TalosClusterSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import { kubernetesOf, node, object } from '../__testUtils__/kubernetes';
import {
  answered,
  cluster,
  gone,
  healthy,
  machine,
  NOW,
  ready,
  state,
} from '../__testUtils__/snapshots';
import { deriveUpgrades } from './deriveUpgrades';

type Machines = TalosClusterSnapshot['machines'];

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

  it.each([
    ['v1.15.0', 'Talos 1.15 is newer than what Homestage knows'],
    ['v2.13.0', 'Talos 2.13 is newer than what Homestage knows'],
    ['v1.9.1', 'Talos 1.9 is older than what Homestage knows'],
    ['latest', 'latest is no version that Homestage can read'],
  ])('is neither fine nor wrong where it is %s', (tag, words) => {
    const machines = healthy().map(each => ({
      ...each,
      parts: { ...each.parts, version: answered({ version: { tag } }) },
    }));
    const upgrade = derive(machines);
    expect(upgrade.severity).toBe('unknown');
    expect(upgrade.sentence).toContain(words);
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

  it('is not called gone back before the machine was asked again', () => {
    const early = new Date(NOW - 60_000).toISOString();
    const upgrade = course(
      tuppr({ phase: 'HealthChecking', completedNodes: ['worker-12'] }),
      [
        machine('worker-12', '10.0.0.12', {
          parts: {
            version: {
              ...answered({ version: { tag: 'v1.13.9' } }),
              asOf: early,
            },
            machineStatus: ready('running'),
          },
        }),
      ],
    );
    expect(states(upgrade)).toEqual(['worker-12 notKnown']);
    expect(upgrade.severity).not.toBe('error');
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
