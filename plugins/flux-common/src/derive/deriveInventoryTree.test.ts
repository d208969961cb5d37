import { treeNodeSchema, type TreeNode } from '../contract/tree';
import { judgeFlux } from '../judge/judgeFlux';
import { lookupAmong } from '../__testUtils__/__fixtures__/lookup';
import {
  fixture,
  NOW,
  objects,
  snapshots,
  sourceState,
} from '../__testUtils__/__fixtures__/snapshots';
import { deriveInventoryTree } from './deriveInventoryTree';
import { inventoryKinds } from './inventoryKinds';
import { RELEASE_KINDS } from './inventoryOf';

const lab = fixture('lab.yaml');
const workloads = fixture('workloads.yaml');
const root = {
  cluster: 'lab',
  kind: 'Kustomization',
  namespace: 'flux-system',
  name: 'cluster-apps',
};

function grow(
  options: {
    flux?: typeof lab;
    live?: typeof lab;
    states?: Parameters<typeof lookupAmong>[1];
  } = {},
): TreeNode {
  const model = judgeFlux(snapshots(options.flux ?? lab), { now: NOW });
  const lookup = lookupAmong(options.live ?? workloads, options.states);
  return treeNodeSchema.parse(
    deriveInventoryTree(model, root, { lookup, now: NOW }),
  );
}

/** One line per node: what people would see. */
function draw(node: TreeNode, indent = ''): string[] {
  const words = [node.status, node.note, node.isFailing ? 'FAILING' : undefined]
    .filter(Boolean)
    .join(' ');
  return [
    `${indent}${node.kind}/${node.name} ${words}`,
    ...node.children.flatMap(child => draw(child, `${indent}  `)),
  ];
}

describe('deriveInventoryTree', () => {
  it('goes from the root to the leaves across Kustomizations and releases, and reads no Secret', () => {
    expect(draw(grow())).toEqual([
      'Kustomization/cluster-apps Ready',
      '  Kustomization/jellyfin Ready',
      '    HelmRelease/jellyfin Ready',
      '      Deployment/jellyfin Current',
      '      PersistentVolumeClaim/jellyfin Current',
      '      Service/jellyfin Current',
      '    OCIRepository/jellyfin Ready',
      '    Secret/jellyfin-secret Unknown not-read',
      '  Namespace/media Current',
    ]);
  });

  it('counts everything below a node and the node itself', () => {
    expect(grow().counts).toEqual({
      ok: 8,
      info: 1,
      unknown: 0,
      warning: 0,
      error: 0,
    });
  });

  it('warns of what two Kustomizations apply, unless one of them is suspended', () => {
    const applier = (name: string, spec: object = {}) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: 'flux-system' },
      spec,
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        inventory: { entries: [{ id: '_media__Namespace', v: 'v1' }] },
      },
    });
    const lined = (...flux: object[]) =>
      draw(grow({ flux: flux as typeof lab }));
    expect(lined(applier('cluster-apps'), applier('other'))).toEqual([
      'Kustomization/cluster-apps Ready FAILING',
      '  Namespace/media Current contested FAILING',
    ]);
    expect(
      lined(applier('cluster-apps'), applier('other', { suspend: true })),
    ).toEqual([
      'Kustomization/cluster-apps Ready',
      '  Namespace/media Current',
    ]);
    const { children } = grow({
      flux: [applier('cluster-apps'), applier('other')] as typeof lab,
    });
    expect(children[0]).toMatchObject({
      severity: 'warning',
      message:
        'Kustomization flux-system/cluster-apps and Kustomization flux-system/other apply it, and each takes back what the other changes: leave it to one of them',
    });
  });

  it('marks the way to what is missing, and puts it first', () => {
    const live = workloads.filter(({ kind }) => kind !== 'Service');
    expect(draw(grow({ live })).slice(0, 4)).toEqual([
      'Kustomization/cluster-apps Ready FAILING',
      '  Kustomization/jellyfin Ready FAILING',
      '    HelmRelease/jellyfin Ready FAILING',
      '      Service/jellyfin NotFound missing FAILING',
    ]);
  });

  it.each([
    ['forbidden', false, 'Unknown', 'not-watched', 'unknown'],
    ['syncing', false, 'Unknown', 'not-watched', 'unknown'],
    ['stale', true, 'Current', 'not-watched', 'unknown'],
    ['absent', false, 'NotFound', 'missing', 'error'],
  ] as const)(
    'shows a leaf of a kind that is %s as not seen',
    (status, isKept, word, note, severity) => {
      const live = isKept
        ? workloads
        : workloads.filter(({ kind }) => kind !== 'Service');
      const tree = grow({
        live,
        states: {
          states: {
            Service: sourceState({ status, message: 'May not list services' }),
          },
        },
      });
      const leaf = tree.children[0].children[0].children.find(
        ({ kind }) => kind === 'Service',
      );
      expect(leaf).toMatchObject({ status: word, note, severity });
    },
  );

  it('does not follow what is applied to another cluster', () => {
    const flux = lab.map(object =>
      object.kind === 'Kustomization' && object.metadata.name === 'jellyfin'
        ? {
            ...object,
            spec: {
              ...object.spec,
              kubeConfig: { secretRef: { name: 'other' } },
            },
          }
        : object,
    );
    expect(draw(grow({ flux })).slice(1, 5)).toEqual([
      '  Kustomization/jellyfin Ready',
      '    HelmRelease/jellyfin Unknown remote',
      '    OCIRepository/jellyfin Unknown remote',
      '    Secret/jellyfin-secret Unknown remote',
    ]);
  });

  it('stops at a circle', () => {
    const inventory = (name: string) =>
      `{ entries: [{ id: x_${name}_kustomize.toolkit.fluxcd.io_Kustomization, v: v1 }] }`;
    const flux = objects(`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: cluster-apps, namespace: flux-system }
status: { inventory: ${inventory('a')} }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: a, namespace: x }
status: { inventory: ${inventory('b')} }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: b, namespace: x }
status: { inventory: ${inventory('a')} }`);
    expect(draw(grow({ flux }))).toEqual([
      'Kustomization/cluster-apps Unknown FAILING',
      '  Kustomization/a Unknown contested FAILING',
      '    Kustomization/b Unknown',
      '      Kustomization/a Unknown cycle',
    ]);
  });

  it('finds the objects of a release by their labels when its Flux writes no inventory', () => {
    const labels = {
      'helm.toolkit.fluxcd.io/name': 'jellyfin',
      'helm.toolkit.fluxcd.io/namespace': 'media',
    };
    const live = workloads.map(object =>
      object.kind === 'Deployment'
        ? { ...object, metadata: { ...object.metadata, labels } }
        : object,
    );
    const flux = lab.map(object =>
      object.kind === 'HelmRelease'
        ? { ...object, status: { ...object.status, inventory: undefined } }
        : object,
    );
    expect(draw(grow({ flux, live })).slice(2, 5)).toEqual([
      '    HelmRelease/jellyfin Ready',
      '      Deployment/jellyfin Current',
      '    OCIRepository/jellyfin Ready',
    ]);
    const model = judgeFlux(snapshots(flux), { now: NOW });
    expect(inventoryKinds(model, [root])).toEqual(
      expect.arrayContaining([...RELEASE_KINDS]),
    );
  });

  it('does not call what is only suspended failing', () => {
    const flux = lab.map(object =>
      object.kind === 'HelmRelease'
        ? { ...object, spec: { ...object.spec, suspend: true } }
        : object,
    );
    expect(grow({ flux }).isFailing).toBe(false);
  });
});

describe('inventoryKinds', () => {
  it('names every kind below, Flux and Secrets left out', () => {
    const model = judgeFlux(snapshots(lab), { now: NOW });
    expect(
      inventoryKinds(model, [root])
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['Deployment', 'Namespace', 'PersistentVolumeClaim', 'Service']);
  });
});
