import type { MachineSnapshot } from '../facts/snapshots';
import {
  answered,
  cluster,
  controlPlane,
  gone,
  healthy,
  NOW,
  resource,
  seen,
} from '../__testUtils__/snapshots';
import { backedUp } from '../__testUtils__/kubernetes';
import { judgeTalos } from './judgeTalos';

const judge = (machines: readonly MachineSnapshot[]) =>
  judgeTalos([cluster(machines, { kubernetes: backedUp() })], { now: NOW });

const rules = (machines: readonly MachineSnapshot[]) =>
  judge(machines).clusters[0].conditions.map(
    ({ id, severity }) => `${severity} ${id.replace('talos/lab/', '')}`,
  );

describe('etcd', () => {
  it('can lose no further member when one is gone, because of that one', () => {
    const [, spare] = judge([
      controlPlane(0),
      controlPlane(1, { state: gone }),
      ...healthy().slice(2),
    ]).clusters[0].conditions.slice();
    expect(spare).toMatchObject({
      id: 'talos/lab/etcd-no-spare',
      blockedBy: ['talos/lab/10.0.0.2/unreachable'],
    });
  });

  it('has no quorum when two of three are gone', () => {
    const model = judge([
      controlPlane(0, { etcd: { leader: '0' } }),
      controlPlane(1, { state: gone }),
      controlPlane(2, { state: gone }),
    ]);
    expect(model.clusters[0].etcd).toMatchObject({
      hasQuorum: false,
      severity: 'error',
      sentence: 'etcd has no quorum: 0 of 3 members answer.',
    });
  });

  it('has a quorum when two follow a leader that does not answer here', () => {
    // The lab moved to another leader, or only the portal can not reach it.
    const model = judge([
      controlPlane(0, { state: gone }),
      controlPlane(1),
      controlPlane(2),
    ]);
    expect(model.clusters[0].etcd).toMatchObject({
      hasQuorum: true,
      toleratedLosses: 0,
      sentence: '2 of 3 etcd members answer; none more may be lost.',
    });
  });

  it('is not known while members name different leaders', () => {
    const model = judge([
      controlPlane(0, { state: gone }),
      controlPlane(1),
      controlPlane(2, { etcd: { leader: '3' } }),
    ]);
    const [{ etcd, conditions }] = model.clusters;
    expect(etcd).toMatchObject({
      hasQuorum: undefined,
      sentence: 'Whether etcd is safe is not known.',
    });
    expect(conditions.map(({ id }) => id)).not.toContain(
      'talos/lab/etcd-no-quorum',
    );
  });

  it('is not known, rather than lost, before every member was asked', () => {
    const waiting = { etcdStatus: { status: 'syncing' as const } };
    const model = judge([
      controlPlane(0, { parts: waiting }),
      controlPlane(1, { parts: waiting }),
      controlPlane(2),
    ]);
    expect(model.clusters[0].etcd).toMatchObject({
      hasQuorum: undefined,
      severity: 'unknown',
    });
  });

  it('tells an alarm once, however many machines report it', () => {
    const etcdAlarms = answered({
      memberAlarms: [{ memberId: '2', alarm: 'NOSPACE' }],
    });
    const machines = [0, 1, 2].map(index =>
      controlPlane(index, { parts: { etcdAlarms } }),
    );
    expect(rules(machines)).toEqual(['error etcd-nospace/0000000000000002']);
  });

  it('does not repeat an alarm that only a silent machine remembers', () => {
    const etcdAlarms = answered({
      memberAlarms: [{ memberId: '2', alarm: 'NOSPACE' }],
    });
    const machines = [
      controlPlane(0),
      controlPlane(1, { state: gone, parts: { etcdAlarms } }),
      controlPlane(2),
    ];
    expect(rules(machines)).toEqual([
      'error 10.0.0.2/unreachable',
      'warning etcd-no-spare',
    ]);
  });

  it('does not say of a silent member how full it is', () => {
    const full = { dbSize: '2147483648', dbSizeInUse: '1073741824' };
    expect(
      rules([
        controlPlane(0),
        controlPlane(1, { state: gone, etcd: full }),
        controlPlane(2),
      ]),
    ).toEqual(['error 10.0.0.2/unreachable', 'warning etcd-no-spare']);
  });

  it('reads the quota from the arguments, in both forms', () => {
    const spec = (value: unknown) =>
      seen(resource('etcd', { extraArgs: { 'quota-backend-bytes': value } }));
    for (const value of ['262144000', ['262144000']]) {
      const machines = [0, 1, 2].map(index =>
        controlPlane(index, { parts: { etcdSpec: spec(value) } }),
      );
      expect(rules(machines)).toContain(
        'warning etcd-filling/0000000000000002',
      );
    }
  });
});
