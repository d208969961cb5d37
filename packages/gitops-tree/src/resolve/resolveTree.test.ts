import { tree } from '../__testUtils__/tree';
import { USUAL_TREE } from '../__testUtils__/usualTree';
import type { FileSet, TreeIndex } from '../types';
import { resolveTree } from './resolveTree';

const resolve = (files: FileSet, root = 'kubernetes') =>
  resolveTree(files, { root });

const find = <T extends { name: string }>(
  list: readonly T[],
  name: string,
): T => {
  const found = list.find(item => item.name === name);
  if (!found) {
    throw new Error(`no ${name} among ${list.map(item => item.name)}`);
  }
  return found;
};

describe('resolveTree', () => {
  const index: TreeIndex = resolve(tree(USUAL_TREE));

  it('makes one app of each directory that a Kustomization is about', () => {
    expect(
      index.apps.map(({ namespace, name, directory, state }) => [
        namespace,
        name,
        directory,
        state,
      ]),
    ).toEqual([
      ['media', 'plex', 'kubernetes/apps/media/plex', 'reached'],
      ['media', 'vms', 'kubernetes/apps/media/vms', 'reached'],
      ['media', 'resting', 'kubernetes/apps/media/resting', 'commented-out'],
    ]);
  });

  it('gives an app what it installs, needs and serves', () => {
    expect(find(index.apps, 'plex')).toMatchObject({
      file: 'kubernetes/apps/media/plex/ks.yaml',
      line: 2,
      kustomizations: [{ name: 'plex' }, { name: 'plex-tools' }],
      dependsOn: ['rook-ceph/storage'],
      hostnames: ['plex.lab.example', 'tv.${SECRET_DOMAIN}'],
      images: [
        {
          repository: 'registry.example/plex',
          tag: '1.2.3',
          digest: 'sha256:0a',
        },
      ],
    });
  });

  it('reads a release with its chart, ports, claims and gateways', () => {
    expect(find(index.helmReleases, 'plex')).toMatchObject({
      namespace: 'media',
      releaseName: 'plex',
      chart: {
        name: 'app-template',
        version: '5.1.0',
        via: 'chartRef',
        url: 'oci://registry.example/helm/app-template',
      },
      ports: [{ service: 'plex', port: 32400 }],
      claims: [
        { name: 'plex', isCreated: false },
        {
          name: 'plex-cache',
          isCreated: true,
          size: '1Gi',
          storageClass: 'fast',
        },
      ],
      gateways: [{ name: 'internal', namespace: 'network' }],
      chain: ['flux-system/cluster-apps', 'media/plex'],
      file: 'kubernetes/apps/media/plex/app/helmrelease.yaml',
      line: 1,
    });
  });

  it('carries the patches of a parent through its children', () => {
    expect(find(index.helmReleases, 'plex').manifest).toMatchObject({
      spec: { install: { crds: 'CreateReplace' } },
    });
    expect(find(index.kustomizations, 'cluster-apps').chain).toEqual([]);
  });

  it('knows what in its chain patches an object', () => {
    const plex = 'kubernetes/apps/media/plex/ks.yaml';
    expect(find(index.kustomizations, 'plex').patchedBy).toEqual([
      'kubernetes/flux/cluster/ks.yaml',
    ]);
    expect(find(index.helmReleases, 'plex').patchedBy).toEqual([plex]);
    expect(find(index.kustomizations, 'cluster-apps').patchedBy).toEqual([]);
  });

  it('builds components with the variables of the Kustomization', () => {
    expect(
      index.objects.find(({ kind }) => kind === 'PersistentVolumeClaim'),
    ).toMatchObject({
      namespace: 'media',
      name: 'plex',
      file: 'kubernetes/components/volume/pvc.yaml',
      manifest: { spec: { resources: { requests: { storage: '5Gi' } } } },
    });
  });

  it('says where a host name stands and whether it is known', () => {
    expect(index.hostnames).toMatchObject([
      {
        hostname: 'plex.lab.example',
        isResolved: true,
        owner: 'HelmRelease media/plex',
      },
      { hostname: 'tv.${SECRET_DOMAIN}', isResolved: false, line: 18 },
    ]);
  });

  it('names a namespace after its transformer', () => {
    expect(find(index.namespaces, 'media')).toMatchObject({
      state: 'reached',
      directory: 'kubernetes/apps/media',
      place: { file: 'kubernetes/apps/media/namespace.yaml' },
    });
  });

  it('explains what is suspended, and what that takes with it', () => {
    expect(find(index.kustomizations, 'plex-tools')).toMatchObject({
      state: 'suspended',
      reason: 'kubernetes/apps/media/plex/ks.yaml suspends it',
    });
    expect(find(index.objects, 'tools')).toMatchObject({
      state: 'suspended',
      reason: expect.stringContaining('suspends the Kustomization plex-tools'),
    });
  });

  it('explains what is commented out, down to the last file', () => {
    expect(find(index.helmReleases, 'resting')).toMatchObject({
      state: 'commented-out',
      reason:
        'its entry is commented out in kubernetes/apps/media/kustomization.yaml, line 7',
      namespace: 'media',
      chart: { name: 'podinfo', version: '6.x', via: 'chart' },
    });
  });

  it('finds virtual machines and the app they belong to', () => {
    expect(index.virtualMachines).toMatchObject([
      {
        name: 'desk',
        namespace: 'media',
        runStrategy: 'Always',
        instancetype: 'u1.small',
        preference: 'fedora',
        app: 'kubernetes/apps/media/vms',
      },
    ]);
  });

  it('explains a file that no list names', () => {
    const files = tree({
      ...USUAL_TREE,
      'kubernetes/apps/media/lost.yaml': USUAL_TREE[
        'kubernetes/apps/media/vms/app/vm.yaml'
      ].replace('desk', 'lost'),
    });
    expect(find(resolve(files).objects, 'lost')).toMatchObject({
      state: 'not-referenced',
      reason: 'kubernetes/apps/media/kustomization.yaml does not list it',
    });
  });

  it('loses one file only when one file is broken', () => {
    const broken = 'kubernetes/apps/media/vms/app/vm.yaml';
    const { apps, virtualMachines, problems, helmReleases } = resolve(
      tree({ ...USUAL_TREE, [broken]: 'a: [\n' }),
    );
    expect(apps).toHaveLength(3);
    expect(helmReleases).toHaveLength(index.helmReleases.length);
    expect(virtualMachines).toEqual([]);
    expect(problems).toMatchObject([
      {
        rule: 'unreadable-file',
        severity: 'error',
        file: broken,
        line: 2,
        column: 1,
      },
    ]);
  });

  it('groups releases by directory where no app has a Kustomization', () => {
    const release =
      USUAL_TREE['kubernetes/apps/media/resting/app/helmrelease.yaml'];
    const files = tree({
      'clusters/lab/flux-system/gotk-sync.yaml': `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: flux-system, namespace: flux-system }
        spec: { path: ./clusters/lab, sourceRef: { kind: GitRepository, name: flux-system } }
      `,
      'clusters/lab/apps.yaml': `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: apps, namespace: flux-system }
        spec: { path: ./apps, sourceRef: { kind: GitRepository, name: flux-system } }
      `,
      'apps/web/one/release.yaml': release.replace(
        'name: resting',
        'name: one, namespace: web',
      ),
      'apps/web/two/app/release.yaml': release.replace(
        'name: resting',
        'name: two, namespace: web',
      ),
    });
    const { apps, helmReleases } = resolve(files, '');
    expect(apps).toMatchObject([
      {
        namespace: 'web',
        name: 'one',
        directory: 'apps/web/one',
        state: 'reached',
      },
      {
        namespace: 'web',
        name: 'two',
        directory: 'apps/web/two',
        state: 'reached',
      },
    ]);
    expect(helmReleases[0].chain).toEqual([
      'flux-system/flux-system',
      'flux-system/apps',
    ]);
  });

  it('does not look into the source of another repository', () => {
    const files = tree({
      ...USUAL_TREE,
      'kubernetes/apps/media/vms/app/other.yaml': `
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: { name: elsewhere }
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: remote }
        spec: { path: ./deploy, sourceRef: { kind: GitRepository, name: elsewhere } }
      `,
    });
    const { kustomizations, problems } = resolve(files);
    expect(find(kustomizations, 'remote').isLocal).toBe(false);
    expect(problems).toEqual([]);
  });
});
