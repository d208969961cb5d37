import { tree } from '../__testUtils__/tree';
import type { FileSet, TreeIndex } from '../types';
import { resolveTree } from './resolveTree';

/** A tree in the usual layout: a root, a namespace whose kustomization names things, and apps. */
const FILES = {
  'kubernetes/flux/cluster/ks.yaml': `
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: cluster-apps, namespace: flux-system }
    spec:
      path: ./kubernetes/apps
      sourceRef: { kind: GitRepository, name: flux-system }
      patches:
        - target: { kind: Kustomization }
          patch: |-
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: { name: _ }
            spec:
              patches:
                - target: { kind: HelmRelease }
                  patch: |-
                    apiVersion: helm.toolkit.fluxcd.io/v2
                    kind: HelmRelease
                    metadata: { name: _ }
                    spec: { install: { crds: CreateReplace } }
  `,
  'kubernetes/apps/media/kustomization.yaml': `
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    namespace: media
    resources:
      - ./namespace.yaml
      - ./plex/ks.yaml
      # - ./resting/ks.yaml
      - ./vms/ks.yaml
  `,
  'kubernetes/apps/media/namespace.yaml': `
    apiVersion: v1
    kind: Namespace
    metadata: { name: _ }
  `,
  'kubernetes/apps/media/plex/ks.yaml': `
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: plex
    spec:
      path: ./kubernetes/apps/media/plex/app
      targetNamespace: media
      dependsOn: [{ name: storage, namespace: rook-ceph }, { name: plex-tools }]
      components: [../../../../components/volume]
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
      postBuild:
        substitute: { APP: plex }
        substituteFrom:
          - { kind: ConfigMap, name: settings }
          - { kind: Secret, name: secrets }
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: plex-tools }
    spec:
      path: ./kubernetes/apps/media/plex/tools
      targetNamespace: media
      suspend: true
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `,
  'kubernetes/apps/media/plex/app/kustomization.yaml':
    'resources: [./helmrelease.yaml, ./ocirepository.yaml]\n',
  'kubernetes/apps/media/plex/app/ocirepository.yaml': `
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: OCIRepository
    metadata: { name: plex }
    spec:
      url: oci://registry.example/helm/app-template
      ref: { tag: 5.1.0 }
  `,
  'kubernetes/apps/media/plex/app/helmrelease.yaml': `
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: { name: plex }
    spec:
      chartRef: { kind: OCIRepository, name: plex }
      values:
        controllers:
          plex:
            containers:
              app:
                image:
                  repository: registry.example/plex
                  tag: 1.2.3@sha256:0a
        service:
          app: { ports: { http: { port: 32400 } } }
        route:
          app:
            hostnames: ["{{ .Release.Name }}.\${DOMAIN}", "tv.\${SECRET_DOMAIN}"]
            parentRefs: [{ name: internal, namespace: network }]
        persistence:
          config: { existingClaim: "{{ .Release.Name }}" }
          cache: { size: 1Gi, storageClass: fast }
  `,
  'kubernetes/apps/media/plex/tools/pod.yaml': `
    apiVersion: v1
    kind: Pod
    metadata: { name: tools }
  `,
  'kubernetes/apps/media/resting/ks.yaml': `
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: resting }
    spec:
      path: ./kubernetes/apps/media/resting/app
      targetNamespace: media
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `,
  'kubernetes/apps/media/resting/app/helmrelease.yaml': `
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: { name: resting }
    spec:
      chart:
        spec:
          chart: podinfo
          version: 6.x
          sourceRef: { kind: HelmRepository, name: podinfo, namespace: flux-system }
  `,
  'kubernetes/apps/media/vms/ks.yaml': `
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: vms }
    spec:
      path: ./kubernetes/apps/media/vms/app
      targetNamespace: media
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `,
  'kubernetes/apps/media/vms/app/vm.yaml': `
    apiVersion: kubevirt.io/v1
    kind: VirtualMachine
    metadata: { name: desk }
    spec: { running: true, instancetype: { name: u1.small }, preference: { name: fedora } }
  `,
  'kubernetes/components/volume/kustomization.yaml': `
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources: [./pvc.yaml]
  `,
  'kubernetes/components/volume/pvc.yaml': `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: { name: "\${APP}" }
    spec: { resources: { requests: { storage: "\${SIZE:=5Gi}" } } }
  `,
  'kubernetes/apps/settings/settings.yaml': `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: settings, namespace: flux-system }
    data: { DOMAIN: lab.example }
  `,
  'nodes.yaml': `
    nodes:
      - name: cp1
        address: 192.0.2.1
        controller: true
      - { name: w1, address: 192.0.2.2, controller: false }
  `,
};

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
  const index: TreeIndex = resolve(tree(FILES));

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
      ...FILES,
      'kubernetes/apps/media/lost.yaml': FILES[
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
      tree({ ...FILES, [broken]: 'a: [\n' }),
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

  describe('with an earlier index', () => {
    const AGAIN = {
      'kubernetes/flux/ks.yaml': `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: cluster, namespace: flux-system }
        spec:
          path: ./kubernetes/apps
          ignoreMissingComponents: true
          components: [../components/extra]
          sourceRef: { kind: GitRepository, name: flux-system }
      `,
      'kubernetes/apps/kustomization.yaml': `
        resources: [./one.yaml, ./walked]
        configMapGenerator: [{ name: generated, files: [./settings.txt] }]
        patches: [{ path: ./patch.yaml, target: { kind: ConfigMap, name: one } }]
      `,
      'kubernetes/apps/one.yaml':
        '{ apiVersion: v1, kind: ConfigMap, metadata: { name: one } }',
      'kubernetes/apps/patch.yaml':
        '[{ op: add, path: /metadata/labels, value: { before: "yes" } }]',
      'kubernetes/apps/settings.txt': 'a',
      'kubernetes/apps/walked/kustomization.yaml': 'resources: [./two.yaml]',
      'kubernetes/apps/walked/two.yaml':
        '{ apiVersion: v1, kind: ConfigMap, metadata: { name: two } }',
    };

    it('knows the file of a patch', () => {
      const again = resolveTree(tree(AGAIN), { root: 'kubernetes' });
      expect(
        again.objects.map(({ name, patchedBy }) => [name, patchedBy]),
      ).toContainEqual(['one', ['kubernetes/apps/patch.yaml']]);
    });

    it.each<[string, Record<string, string>]>([
      ['nothing', {}],
      ['a resource', { 'kubernetes/apps/one.yaml': 'a: [' }],
      ['a patch', { 'kubernetes/apps/patch.yaml': '[]' }],
      ['text that a name is made of', { 'kubernetes/apps/settings.txt': 'b' }],
      [
        'a list further down',
        { 'kubernetes/apps/walked/kustomization.yaml': 'resources: []' },
      ],
      [
        'what a Kustomization asks for',
        {
          'kubernetes/flux/ks.yaml': AGAIN['kubernetes/flux/ks.yaml'].replace(
            'components:',
            'namePrefix: p-\n          components:',
          ),
        },
      ],
      [
        'a component that was allowed to be missing',
        {
          'kubernetes/components/extra/kustomization.yaml':
            '{ apiVersion: kustomize.config.k8s.io/v1alpha1, kind: Component, namePrefix: new- }',
        },
      ],
    ])(
      'gives the same answer as without when there is new: %s',
      (_, change) => {
        const previous = resolve(tree(AGAIN));
        const changed = { ...AGAIN, ...change };
        expect(
          resolveTree(tree(changed), { root: 'kubernetes', previous }),
        ).toEqual(resolve(tree(changed)));
      },
    );

    it('does not build again what did not change', () => {
      const changed = tree({
        ...FILES,
        'kubernetes/apps/media/vms/app/vm.yaml': 'a: [\n',
      });
      const again = resolveTree(changed, {
        root: 'kubernetes',
        previous: index,
      });
      expect(again).toEqual(resolve(tree(Object.fromEntries(changed))));
      const [before, after] = [index, again].map(({ objects }) =>
        objects.find(({ kind }) => kind === 'HelmRelease'),
      );
      expect(after?.manifest).toBe(before?.manifest);
    });
  });

  it('groups releases by directory where no app has a Kustomization', () => {
    const release = FILES['kubernetes/apps/media/resting/app/helmrelease.yaml'];
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
      ...FILES,
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

  it.each([
    [
      'nodes.yaml',
      FILES['nodes.yaml'],
      [
        { name: 'cp1', address: '192.0.2.1', isControlPlane: true, line: 2 },
        { name: 'w1', address: '192.0.2.2', isControlPlane: false, line: 5 },
      ],
    ],
    [
      'talos/talconfig.yaml',
      'nodes:\n  - hostname: "a"\n    ipAddress: 192.0.2.9, 2001:db8::1\n    controlPlane: true\n',
      [{ name: 'a', address: '192.0.2.9', isControlPlane: true, line: 2 }],
    ],
    [
      'talos/topf.yaml',
      'nodes:\n  - host: b\n    ip: 192.0.2.8\n    role: worker\n',
      [{ name: 'b', address: '192.0.2.8', isControlPlane: false }],
    ],
    [
      'cluster.toml',
      `name = "lab"

[[nodes]]
name = "t1" # the first
address = '192.0.2.21'
controller = true
[nodes.labels]
name = "no node"

[[nodes]]
# name = "gone"
name = "t2"
controller = false

[storage]
name = "no node either"
`,
      [
        {
          name: 't1',
          address: '192.0.2.21',
          isControlPlane: true,
          layout: 'cluster-toml',
          line: 4,
        },
        { name: 't2', isControlPlane: false, line: 12 },
      ],
    ],
    [
      'talos/nodes/controlplane/c.yaml.j2',
      '---\nmachine: {{ x }}\n',
      [{ name: 'c', isControlPlane: true }],
    ],
    [
      'talos/nodes/192.0.2.7.yaml.j2',
      'machine:\n  type: worker\n---\nhostname: d.lab\n',
      [{ name: 'd.lab', address: '192.0.2.7', isControlPlane: false, line: 4 }],
    ],
  ])('reads the nodes of %s', (path, text, nodes) => {
    expect(resolve(tree({ [path]: text })).nodes).toMatchObject(nodes);
  });

  it('reads a machine where its owner writes it, not where it is rendered', () => {
    const { nodes } = resolve(
      tree({
        'talos/talconfig.yaml': 'nodes:\n  - hostname: t1\n',
        'cluster.toml': '[[nodes]]\nname = "t1"\n',
      }),
    );
    expect(nodes).toMatchObject([{ name: 't1', file: 'cluster.toml' }]);
  });

  it('reads the nodes nearest to the root, not those of examples below', () => {
    const record = (name: string) => `nodes:\n  - name: ${name}\n`;
    const { nodes } = resolve(
      tree({
        'nodes.yaml': record('mine'),
        'labs/other/nodes.yaml': record('theirs'),
        'labs/third/cluster.toml': '[[nodes]]\nname = "third"\n',
      }),
    );
    expect(nodes.map(({ name }) => name)).toEqual(['mine']);
  });
});
