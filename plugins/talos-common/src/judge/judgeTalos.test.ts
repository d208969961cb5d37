import fc from 'fast-check';
import { deriveMachineDetail } from '../derive/deriveMachineDetail';
import { deriveMachineRows } from '../derive/deriveMachineRows';
import { deriveSummary } from '../derive/deriveSummary';
import type { MachineSnapshot, TalosClusterSnapshot } from '../facts/snapshots';
import { TALOS_PARTS } from '../parts/talosParts';
import {
  answered,
  cluster,
  controlPlane,
  gone,
  healthy,
  machine,
  NOW,
  ready,
  resource,
  SCHEMATIC,
  seen,
  state,
} from '../__testUtils__/snapshots';
import { backedUp } from '../__testUtils__/kubernetes';
import { judgeTalos } from './judgeTalos';

const judge = (
  machines: readonly MachineSnapshot[],
  overrides: Partial<TalosClusterSnapshot> = {},
) =>
  judgeTalos([cluster(machines, { kubernetes: backedUp(), ...overrides })], {
    now: NOW,
  });

const rules = (...args: Parameters<typeof judge>) =>
  judge(...args).clusters[0].conditions.map(
    ({ id, severity }) => `${severity} ${id.replace('talos/lab/', '')}`,
  );

const worker = (parts: MachineSnapshot['parts']) => [
  ...healthy().slice(0, 4),
  machine('worker-02', '10.0.0.12', { parts }),
];

describe('a healthy lab', () => {
  const model = judge(healthy());

  it('has no condition, and says so with figures', () => {
    expect(model.clusters[0].conditions).toEqual([]);
    expect(deriveSummary(model)).toMatchObject({
      severity: 'ok',
      sentence:
        'All 5 machines run. 3 of 3 etcd members answer; 1 more may be lost.',
    });
  });

  it('shows ids of etcd as talosctl prints them, also beyond 53 bits', () => {
    expect(model.clusters[0].etcd?.members.map(({ id }) => id)).toEqual([
      '990017608c300701',
      '0000000000000002',
      '0000000000000003',
    ]);
  });

  it('leaves out what is no extension, and takes the schematic from there', () => {
    const [row] = deriveMachineRows(model);
    expect(row).toMatchObject({
      extensions: 1,
      schematic: { live: SCHEMATIC, verdict: 'notDeclared' },
    });
  });
});

describe('conditions', () => {
  it.each<[string, MachineSnapshot['parts'], string[]]>([
    [
      'unmet conditions make it not ready',
      {
        machineStatus: ready('running', [
          { name: 'nodeReady', reason: 'kubelet' },
        ]),
      },
      ['error 10.0.0.12/not-ready'],
    ],
    [
      'a machine without config waits in maintenance',
      { machineStatus: ready('maintenance') },
      ['warning 10.0.0.12/maintenance'],
    ],
    [
      'a boot of four hours has stopped',
      { machineStatus: ready('booting') },
      ['warning 10.0.0.12/stage-long'],
    ],
    [
      'a health check fails',
      {
        services: answered({
          services: [
            {
              id: 'kubelet',
              state: 'Running',
              health: { healthy: false, lastMessage: 'refused' },
            },
            { id: 'cri', state: 'Running', health: { healthy: true } },
            {
              id: 'udevd',
              state: 'Running',
              health: { unknown: true, healthy: false },
            },
          ],
        }),
      },
      ['error 10.0.0.12/service-unhealthy/kubelet'],
    ],
    [
      'Talos has a diagnostic',
      {
        diagnostics: seen(
          resource('kubelet-csr', { message: 'CSR pending', details: ['x'] }),
        ),
      },
      ['warning 10.0.0.12/diagnostic/kubelet-csr'],
    ],
    [
      'no time server answers',
      { time: seen(resource('node', { synced: false })) },
      ['error 10.0.0.12/time-not-synced'],
    ],
    [
      'the clock is further off than Ceph allows',
      { clock: seen(resource('node', { offset: '-62.5ms' })) },
      ['warning 10.0.0.12/time-offset'],
    ],
    [
      'a clock that nobody sets is nobody’s fault',
      { time: seen(resource('node', { synced: false, syncDisabled: true })) },
      [],
    ],
    [
      'a volume failed',
      {
        volumes: seen(
          resource('u-ceph', {
            phase: 'failed',
            errorMessage: 'no disk matched',
          }),
        ),
      },
      ['error 10.0.0.12/volume-failed/u-ceph'],
    ],
    [
      'a volume is nearly full',
      {
        volumes: seen(
          resource('EPHEMERAL', {
            phase: 'ready',
            location: '/dev/sda4',
            filesystem: 'xfs',
          }),
        ),
        mounts: answered({
          stats: [
            {
              filesystem: '/dev/sda4',
              size: '1000',
              available: '130',
              mountedOn: '/var',
            },
          ],
        }),
      },
      ['warning 10.0.0.12/volume-full/EPHEMERAL'],
    ],
    [
      'another version than the others',
      { version: answered({ version: { tag: 'v1.13.8' } }) },
      ['info versions-mixed'],
    ],
  ])('%s', (_, parts, expected) => {
    expect(rules(worker(parts))).toEqual(expected);
  });

  it('says of a machine that Git wants it otherwise, and that it runs all the same', () => {
    const at = (value: string) => ({ value, file: 'nodes.yaml', line: 1 });
    const model = judge([machine('worker-01', '10.0.0.11')], {
      declared: {
        state: state(),
        machines: [{ name: at('worker-01'), version: at('v1.14.0') }],
      },
    });
    expect(model.clusters[0].machines[0]).toMatchObject({
      status: 'Running',
      conditions: [
        {
          id: 'talos/lab/10.0.0.11/not-as-declared',
          evidence: ['Git says v1.14.0, the machine has v1.13.9.'],
        },
      ],
    });
  });

  it('keeps what a silent machine said last as unknown, never as an error or as fine', () => {
    const lost = machine('worker-02', '10.0.0.12', {
      state: gone,
      parts: { time: seen(resource('node', { synced: false })) },
    });
    const model = judge([...healthy().slice(0, 4), lost]);
    expect(
      model.clusters[0].conditions.map(({ severity, id }) => [severity, id]),
    ).toEqual([
      ['error', 'talos/lab/10.0.0.12/unreachable'],
      ['unknown', 'talos/lab/10.0.0.12/time-not-synced'],
    ]);
    expect(deriveMachineRows(model)[0]).toMatchObject({
      name: 'worker-02',
      status: 'Unreachable',
      lastKnown: 'Degraded',
      asOf: gone.asOf,
    });
  });

  it('calls nobody unreachable when nobody answers: then it is the portal that is cut off', () => {
    const model = judge(
      healthy().map(each => ({ ...each, state: { ...each.state, ...gone } })),
    );
    expect(
      new Set(deriveMachineRows(model).map(({ status }) => status)),
    ).toEqual(new Set(['Unknown']));
    expect(deriveSummary(model).severity).not.toBe('ok');
  });

  it('names the machine, its address and one that answers to the runbook', () => {
    const lost = controlPlane(0, { state: gone });
    const [condition] = judge([lost, ...healthy().slice(1)]).clusters[0]
      .conditions;
    expect(condition.runbook).toEqual({
      page: 'node-lost',
      anchor: 'does-the-machine-answer-at-all',
      parameters: {
        'node.name': 'cp-01',
        'node.address': '10.0.0.1',
        'control_plane.address': '10.0.0.2',
      },
    });
  });
});

describe('a version that Homestage does not know', () => {
  it('is said, as neither fine nor wrong', () => {
    const later = machine('worker-02', '10.0.0.12', {
      parts: { version: answered({ version: { tag: 'v1.15.0' } }) },
    });
    const { conditions } = judge([...healthy().slice(0, 4), later]).clusters[0];
    expect(
      conditions.find(({ id }) => id === 'talos/lab/version-beyond-known'),
    ).toMatchObject({
      severity: 'unknown',
      title: 'Talos 1.15 is newer than what Homestage knows',
      evidence: ['runs on worker-02'],
    });
  });
});

describe('may I take it down?', () => {
  const ask = (
    machines: readonly MachineSnapshot[],
    at: number,
    overrides: Partial<TalosClusterSnapshot> = {},
  ) => {
    const [only] = judge(machines, overrides).clusters;
    return deriveMachineDetail(only.machines[at], only).takeDown;
  };

  it('is never a plain yes while something is not known', () => {
    const { severity, sentence } = ask(healthy(), 3, { kubernetes: undefined });
    expect(severity).toBe('unknown');
    expect(sentence).toMatch(
      /^Nothing that is known speaks against it\. \d of \d are not known: look yourself\.$/,
    );
  });

  it('refuses the control plane whose loss would cost the quorum', () => {
    const machines = [
      controlPlane(0),
      controlPlane(1, { state: gone }),
      ...healthy().slice(2),
    ];
    expect(ask(machines, 2).checks[0]).toMatchObject({
      severity: 'error',
      reason: 'Without it 1 of 3 members are left, too few for a quorum.',
    });
    // The one that is gone already is counted as lost.
    expect(ask(machines, 1).checks[0].severity).toBe('ok');
  });
});

describe('any answer', () => {
  it('is judged without throwing, and never as fine when its stage is not readable', () => {
    const anything = fc.anything({ withNullPrototype: true, maxDepth: 3 });
    expect(() =>
      fc.assert(
        fc.property(
          fc.dictionary(
            fc.constantFrom(...TALOS_PARTS.map(({ id }) => id)),
            fc.record({ spec: anything, answer: anything }),
          ),
          odd => {
            const parts = Object.fromEntries(
              Object.entries(odd).map(([id, { spec, answer }]) => [
                id,
                {
                  status: 'live' as const,
                  resources: [resource('x', spec)],
                  answer,
                },
              ]),
            );
            const model = judge([machine('x', '10.0.0.9', { parts })]);
            deriveSummary(model);
            const [only] = model.clusters;
            deriveMachineDetail(only.machines[0], only);
            return (
              !('machineStatus' in odd) || only.machines[0].status !== 'Running'
            );
          },
        ),
      ),
    ).not.toThrow();
  });
});
