import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { fluxAppSchema } from '../contract/app';
import { judgeFlux } from '../judge/judgeFlux';
import { lookupAmong } from '../__testUtils__/__fixtures__/lookup';
import {
  fixture,
  NOW,
  snapshots,
  sourceState,
} from '../__testUtils__/__fixtures__/snapshots';
import { deriveApp } from './deriveApp';

const lab = fixture('lab.yaml');
const workloads = fixture('workloads.yaml');
const ref = (kind: string, name: string) => ({
  cluster: 'lab',
  kind,
  namespace: 'media',
  name,
});

interface Setting {
  flux?: readonly KubeObject[];
  live?: readonly KubeObject[];
  name?: string;
  lookup?: Parameters<typeof lookupAmong>[1];
}

function app(setting: Setting = {}) {
  const name = setting.name ?? 'jellyfin';
  const model = judgeFlux(snapshots(setting.flux ?? lab), { now: NOW });
  return fluxAppSchema.parse(
    deriveApp(
      model,
      {
        cluster: 'lab',
        kustomizations: [ref('Kustomization', name)],
        helmReleases: [ref('HelmRelease', name)],
      },
      {
        lookup: lookupAmong(setting.live ?? workloads, setting.lookup),
        now: NOW,
      },
    ),
  );
}

const changePod = (status: unknown) =>
  workloads.map(object =>
    object.kind === 'Pod' ? { ...object, spec: {}, status } : object,
  );

describe('deriveApp', () => {
  it('says what applies a healthy app, at which revision, and lists its objects down to the pods', () => {
    const found = app();
    expect(found).toMatchObject({
      severity: 'ok',
      revision: 'main@sha1:5ab1c2d3',
      appliedBy: [{ name: 'cluster-apps' }],
      rootSource: { kind: 'GitRepository', name: 'home-ops' },
      counts: { ok: 5, info: 1, unknown: 0, warning: 0, error: 0 },
    });
    expect(found.sentence).toBe(
      'Applied at main@sha1:5ab1c2d3; 5 objects are as asked for, 1 do not say',
    );
    expect(
      found.objects.map(({ kind, name, owner }) => [kind, name, owner]),
    ).toEqual([
      ['Secret', 'jellyfin-secret', undefined],
      ['Deployment', 'jellyfin', undefined],
      ['PersistentVolumeClaim', 'jellyfin', undefined],
      ['Pod', 'jellyfin-7d9-x', 'lab/ReplicaSet.apps/media/jellyfin-7d9'],
      ['ReplicaSet', 'jellyfin-7d9', 'lab/Deployment.apps/media/jellyfin'],
      ['Service', 'jellyfin', undefined],
    ]);
    expect(found.objects.find(({ kind }) => kind === 'Pod')?.node).toBe(
      'worker-1',
    );
  });

  it.each([
    [
      'was never scheduled',
      {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/5 nodes are available',
            lastTransitionTime: '2026-11-20T09:00:00Z',
          },
        ],
      },
      'error',
    ],
    ['nobody has looked at', {}, 'unknown'],
  ])('is not fine with a pod that %s', (_, status, severity) => {
    const found = app({ live: changePod(status) });
    expect(found.severity).toBe(severity);
    expect(found.sentence).toContain('Pod jellyfin-7d9-x');
  });

  it('is unknown when its appliers are not in the cluster', () => {
    expect(app({ name: 'gone' })).toMatchObject({
      severity: 'unknown',
      sentence: 'HelmRelease gone: lab has no HelmRelease media/gone',
      objects: [],
    });
  });

  it('is unknown when its pods can not be seen', () => {
    const found = app({
      lookup: {
        states: {
          Pod: sourceState({
            status: 'stale',
            message: 'No answer since 11:58',
          }),
        },
      },
    });
    expect(found.severity).toBe('unknown');
  });

  it('is blocked with its root cause when a parent is suspended', () => {
    const flux = lab.map(object =>
      object.metadata.name === 'cluster-apps'
        ? { ...object, spec: { ...object.spec, suspend: true } }
        : object,
    );
    const found = app({ flux });
    expect(found.severity).toBe('warning');
    expect(found.block).toMatchObject({
      why: 'suspended',
      path: [{ name: 'cluster-apps' }],
    });
  });
});
