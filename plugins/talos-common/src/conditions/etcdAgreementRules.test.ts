import type { MachineSnapshot } from '../facts/snapshots';
import { deriveSummary } from '../derive/deriveSummary';
import { judgeTalos } from '../judge/judgeTalos';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import {
  backedUp,
  kubernetesOf,
  snapshotJob,
} from '../__testUtils__/kubernetes';
import {
  answered,
  cluster,
  controlPlane,
  gone,
  machine,
  NOW,
} from '../__testUtils__/snapshots';
import { told } from '../__testUtils__/told';
import { withoutRunbook } from '../__testUtils__/runbooks';

const judge = (
  machines: readonly MachineSnapshot[],
  kubernetes: KubernetesSnapshot | undefined = backedUp(),
) => judgeTalos([cluster(machines, { kubernetes })], { now: NOW });

const planes = (third: Parameters<typeof controlPlane>[1] = {}) => [
  controlPlane(0),
  controlPlane(1),
  controlPlane(2, third),
];

const list = (...names: string[]) =>
  answered({
    members: names.map(hostname => ({
      id: String(Number(hostname.slice(-1))),
      hostname,
      peerUrls: [],
    })),
  });

describe('the members of etcd', () => {
  it.each<[string, MachineSnapshot[], string[]]>([
    ['agree', planes(), []],
    [
      'do not agree on who they are',
      planes({ parts: { etcdMembers: list('cp-01', 'cp-03') } }),
      [
        'warning etcd-lists-differ: cp-01, cp-02: cp-01, cp-02, cp-03; cp-03: cp-01, cp-03',
      ],
    ],
    [
      'are not compared with what a silent one remembers',
      planes({ state: gone, parts: { etcdMembers: list('cp-01', 'cp-03') } }),
      [],
    ],
    [
      'run several versions',
      planes({ etcd: { protocolVersion: '3.7.0', storageVersion: '3.6.0' } }),
      [
        'info etcd-versions-differ: cp-01, cp-02: 3.6.6; cp-03: 3.7.0, storage 3.6.0',
      ],
    ],
    [
      'are not compared with one whose version is not known',
      planes({ etcd: { protocolVersion: undefined } }),
      [],
    ],
  ])('%s', (_, machines, expected) => {
    const conditions = judge(machines).clusters[0].conditions.filter(({ id }) =>
      id.endsWith('-differ'),
    );
    expect(told(conditions)).toEqual(expected);
    expect(withoutRunbook(conditions)).toEqual([]);
  });
});

/** A job that has not run yet. */
const madeAt = (creationTimestamp: string) => {
  const job = snapshotJob();
  return { ...job, metadata: { ...job.metadata, creationTimestamp } };
};

describe('snapshots of etcd', () => {
  const conditionsOf = (kubernetes: KubernetesSnapshot | undefined) =>
    judgeTalos([cluster(planes(), { kubernetes })], { now: NOW }).clusters[0]
      .conditions;

  it.each<[string, KubernetesSnapshot | undefined, RegExp[]]>([
    ['of today', backedUp(), []],
    [
      'of two days ago',
      kubernetesOf({ cronJobs: [snapshotJob('2026-10-30T12:00:00Z')] }),
      [/^warning etcd-snapshot-late: The newest is 48 hours old\.$/],
    ],
    [
      'that never succeeded',
      kubernetesOf({ cronJobs: [snapshotJob()] }),
      [/^warning etcd-snapshot-late: backup never succeeded\.$/],
    ],
    [
      'whose job was made this morning',
      kubernetesOf({ cronJobs: [madeAt('2026-11-01T07:00:00Z')] }),
      [/^info etcd-snapshot-missing: backup never succeeded/],
    ],
    [
      'whose job was made two days ago, and never succeeded',
      kubernetesOf({ cronJobs: [madeAt('2026-10-30T07:00:00Z')] }),
      [/^warning etcd-snapshot-late: backup never succeeded/],
    ],
    [
      'that no job takes',
      kubernetesOf({}),
      [/^unknown etcd-snapshot-missing: Not known: no CronJob/],
    ],
    [
      'whose jobs can not be read',
      kubernetesOf({}, { cronJobs: 'forbidden' }),
      [/^unknown etcd-snapshot-missing: Not known/],
    ],
    [
      'of today that was seen before Kubernetes fell silent',
      kubernetesOf(
        { cronJobs: [snapshotJob('2026-11-01T07:00:00Z')] },
        { cronJobs: 'stale' },
      ),
      [],
    ],
    [
      'of two days ago, with a Kubernetes that is silent since',
      kubernetesOf(
        { cronJobs: [snapshotJob('2026-10-30T12:00:00Z')] },
        { cronJobs: 'stale' },
      ),
      [
        /^unknown etcd-snapshot-missing: Not known: the API of Kubernetes does not answer\./,
      ],
    ],
    [
      'of a cluster whose Kubernetes is not read',
      undefined,
      [/^unknown etcd-snapshot-missing: The portal reads no Kubernetes/],
    ],
  ])('%s', (_, kubernetes, expected) => {
    const conditions = conditionsOf(kubernetes);
    expect(told(conditions)).toEqual(
      expected.map(words => expect.stringMatching(words)),
    );
    expect(withoutRunbook(conditions)).toEqual([]);
  });

  it('that nothing is known of are never fine, and no error', () => {
    const model = judge(planes(), kubernetesOf({}));
    expect(deriveSummary(model).severity).toBe('unknown');
  });

  it('are asked for only where there is an etcd', () => {
    const model = judge([machine('worker-01', '10.0.0.11')], kubernetesOf({}));
    expect(model.clusters[0].conditions).toEqual([]);
  });
});
