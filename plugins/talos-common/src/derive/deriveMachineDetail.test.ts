import { judgeTalos } from '../judge/judgeTalos';
import {
  answered,
  cluster,
  gone,
  healthy,
  machine,
  NOW,
  resource,
  seen,
  state,
} from '../__testUtils__/snapshots';
import { deriveMachineDetail } from './deriveMachineDetail';
import { deriveDrift } from './deriveDrift';
import { deriveSummary } from './deriveSummary';
import { readMachine } from '../read/readMachine';

const PARTS = {
  services: answered({
    services: [{ id: 'kubelet', state: 'Running', health: { healthy: true } }],
  }),
  volumes: seen(resource('EPHEMERAL', { phase: 'ready' })),
  links: seen(
    resource('eth0', { type: 'ether', kind: '', operationalState: 'up' }),
  ),
};

function detail(isGone: boolean) {
  const worker = machine('worker-02', '10.0.0.12', {
    parts: PARTS,
    ...(isGone ? { state: gone } : {}),
  });
  const model = judgeTalos([cluster([...healthy().slice(0, 4), worker])], {
    now: NOW,
  });
  const [only] = model.clusters;
  return deriveMachineDetail(only.machines[4], only);
}

describe('facts of a machine', () => {
  it('have its kernel modules, and none where none was read', () => {
    const modules = seen(resource('nvme', { state: 'live' }));
    const [only] = judgeTalos(
      [
        cluster([
          machine('worker-01', '10.0.0.11', { parts: { modules } }),
          machine('worker-02', '10.0.0.12'),
        ]),
      ],
      { now: NOW },
    ).clusters;
    expect(
      only.machines.map(each => deriveMachineDetail(each, only).modules),
    ).toEqual([[{ name: 'nvme', state: 'live' }], undefined]);
  });

  it.each([
    [false, 'ok'],
    [true, 'unknown'],
  ])('are fine only where they were seen (silent: %s)', (isGone, severity) => {
    const { services, volumes, time } = detail(isGone);
    expect(
      [services?.[0], volumes?.[0], time].map(fact => fact?.severity),
    ).toEqual([severity, severity, severity]);
  });

  it('do not say of a silent machine that it takes pods', () => {
    const cordon = detail(true).takeDown.checks.find(
      ({ id }) => id === 'cordon',
    );
    expect(cordon?.severity).toBe('unknown');
  });

  it('are not certain to differ from Git once the machine is silent', () => {
    const snapshot = cluster(
      [machine('worker-01', '10.0.0.11', { state: gone })],
      {
        declared: {
          state: state(),
          machines: [
            {
              name: { value: 'worker-01', file: 'nodes.yaml', line: 1 },
              version: { value: 'v1.14.0', file: 'talenv.yaml', line: 1 },
            },
          ],
        },
      },
    );
    const rows = deriveDrift(snapshot, snapshot.machines.map(readMachine));
    expect(rows).toMatchObject([{ what: 'version', severity: 'unknown' }]);
    expect(deriveSummary(judgeTalos([snapshot], { now: NOW }))).toMatchObject({
      drift: 0,
      notCompared: 1,
    });
  });
});
