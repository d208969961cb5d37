import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { FakeRepoStore } from '../__testUtils__/FakeRepoStore';
import { appFiles, labTree } from '../__testUtils__/labTree';
import {
  helmRelease,
  kustomization,
  namespace,
  node,
  virtualMachine,
  virtualMachineInstance,
} from '../__testUtils__/objects';
import { areSameFacts } from './areSameFacts';
import { collectFacts } from './collectFacts';
import { UsedParts } from './UsedParts';

const INVENTORY = ['media_jellyfin_apps_Deployment'];
const OBJECTS = [
  namespace('media'),
  node('cp-01'),
  kustomization('media', 'jellyfin', INVENTORY),
  helmRelease('media', 'jellyfin'),
  virtualMachine('vms', 'debian'),
  virtualMachineInstance('vms', 'debian', 'cp-01'),
];

const withStatus = (object: KubeObject, status: object): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion: '2', generation: 2 },
  status: { ...object.status, ...status },
});

describe('areSameFacts', () => {
  let clusters: FakeClusterStore;
  let repositories: FakeRepoStore;

  beforeEach(() => {
    clusters = new FakeClusterStore('lab');
    clusters.put('lab', ...OBJECTS);
    repositories = new FakeRepoStore(
      labTree({ media: [appFiles('media', 'jellyfin')] }),
    );
  });

  const staySame = (change: () => void) => {
    const parts = new UsedParts();
    const before = collectFacts({ clusters, repositories }, parts);
    change();
    return areSameFacts(
      before,
      collectFacts({ clusters, repositories }, parts),
    );
  };

  it('holds when nothing happened', () => {
    expect(staySame(() => {})).toBe(true);
  });

  it.each(OBJECTS.map(object => [object.kind, object] as const))(
    'holds when a controller writes how far it is: %s',
    (_kind, object) => {
      const conditions = [{ type: 'Ready', status: 'False', message: 'Wait' }];
      expect(
        staySame(() => clusters.put('lab', withStatus(object, { conditions }))),
      ).toBe(true);
    },
  );

  it.each<[string, KubeObject]>([
    ['a new object', node('cp-02')],
    [
      'the address of a node',
      withStatus(node('cp-01'), {
        addresses: [{ type: 'InternalIP', address: '10.0.0.9' }],
      }),
    ],
    [
      'the role of a node',
      {
        ...node('cp-01'),
        metadata: {
          name: 'cp-01',
          labels: { 'node-role.kubernetes.io/control-plane': '' },
        },
      },
    ],
    [
      'what a Kustomization applied',
      kustomization('media', 'jellyfin', [
        ...INVENTORY,
        'media_x_apps_Deployment',
      ]),
    ],
    [
      'which Kustomization applied a release',
      helmRelease('media', 'jellyfin', {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'jellyfin',
          'kustomize.toolkit.fluxcd.io/namespace': 'media',
        },
      }),
    ],
    [
      'the name of a release',
      helmRelease('media', 'jellyfin', { spec: { releaseName: 'tv' } }),
    ],
    [
      'where a release installs',
      helmRelease('media', 'jellyfin', { spec: { targetNamespace: 'tv' } }),
    ],
    [
      'where a machine runs',
      virtualMachineInstance('vms', 'debian', 'worker-01'),
    ],
  ])('notices %s', (_what, object) => {
    expect(staySame(() => clusters.put('lab', object))).toBe(false);
  });

  it('notices what is gone', () => {
    expect(staySame(() => clusters.remove('lab', node('cp-01')))).toBe(false);
  });

  it('notices another tree', () => {
    const larger = labTree({
      media: [appFiles('media', 'jellyfin'), appFiles('media', 'sonarr')],
    });
    expect(staySame(() => repositories.write(larger))).toBe(false);
  });

  it('notices that a tree went silent', () => {
    expect(staySame(() => repositories.become('stale'))).toBe(false);
  });
});
