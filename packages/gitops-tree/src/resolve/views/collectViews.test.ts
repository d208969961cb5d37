import { tree } from '../../__testUtils__/tree';
import { resolveTree } from '../resolveTree';

const ROOT = `
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: { name: cluster, namespace: flux-system }
  spec:
    path: ./apps
    sourceRef: { kind: GitRepository, name: flux-system }
`;

const read = (files: Record<string, string>) =>
  resolveTree(tree({ 'flux/ks.yaml': ROOT, ...files }), { root: '' });

const at = (file: string, line: number) =>
  expect.objectContaining({
    file,
    line,
    chain: ['flux-system/cluster'],
    state: 'reached',
  });

describe('the typed views of a tree', () => {
  it('tell load-balancer addresses, with who is asked and where it stands', () => {
    const { addresses } = read({
      'apps/service.yaml': `
        apiVersion: v1
        kind: Service
        metadata:
          name: dns
          namespace: network
          annotations:
            lbipam.cilium.io/ips: 192.168.1.60, fd00::60
            lbipam.cilium.io/sharing-key: dns
      `,
      'apps/gateway.yaml': `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: internal, namespace: network }
        spec:
          gatewayClassName: envoy
          addresses:
            - value: 192.168.1.61
          listeners:
            - { name: https, port: 443, protocol: HTTPS, hostname: "*.lab.example" }
      `,
      'apps/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: mqtt, namespace: home }
        spec:
          values:
            service:
              off:
                enabled: false
                loadBalancerIP: 192.168.1.99
              app:
                annotations:
                  metallb.io/loadBalancerIPs: 192.168.1.62
      `,
    });
    expect(addresses).toEqual([
      expect.objectContaining({
        address: '192.168.1.61',
        provider: 'any',
        owner: 'Gateway network/internal',
        line: 7,
      }),
      expect.objectContaining({
        address: '192.168.1.62',
        provider: 'metallb',
        owner: 'HelmRelease home/mqtt',
        line: 12,
        column: 39,
      }),
      expect.objectContaining({
        address: '192.168.1.60',
        provider: 'cilium',
        sharingKey: 'dns',
        line: 7,
      }),
      expect.objectContaining({ address: 'fd00::60', sharingKey: 'dns' }),
    ]);
    expect(addresses[0]).toEqual(at('apps/gateway.yaml', 7));
  });

  it('tell gateways with their listeners', () => {
    const { gateways } = read({
      'apps/gateway.yaml': `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: internal, namespace: network }
        spec:
          gatewayClassName: envoy
          listeners:
            - { name: https, port: 443, protocol: HTTPS, hostname: "*.lab.example" }
      `,
    });
    expect(gateways).toMatchObject([
      {
        name: 'internal',
        namespace: 'network',
        gatewayClass: 'envoy',
        listeners: [
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            hostname: '*.lab.example',
          },
        ],
      },
    ]);
  });

  it('tell which addresses a pool can give out', () => {
    const pool = (kind: string, spec: string) => `
      apiVersion: ${
        kind === 'IPAddressPool' ? 'metallb.io/v1beta1' : 'cilium.io/v2'
      }
      kind: ${kind}
      metadata: { name: pool, namespace: network }
      spec: ${spec}
    `;
    const blocksOf = (kind: string, spec: string) => {
      const [{ blocks, isResolved, isDisabled }] = read({
        'apps/pool.yaml': pool(kind, spec),
      }).addressPools;
      return { blocks, isResolved, isDisabled };
    };
    expect(
      blocksOf(
        'CiliumLoadBalancerIPPool',
        '{ allowFirstLastIPs: "No", blocks: [{ cidr: 192.168.1.0/24 }, { cidr: 192.168.2.8/31 }, { start: 10.0.0.1, stop: 10.0.0.9 }] }',
      ),
    ).toEqual({
      blocks: [
        { first: '192.168.1.1', last: '192.168.1.254' },
        { first: '192.168.2.8', last: '192.168.2.9' },
        { first: '10.0.0.1', last: '10.0.0.9' },
      ],
      isResolved: true,
      isDisabled: false,
    });
    expect(
      blocksOf(
        'IPAddressPool',
        '{ addresses: [192.168.3.1-192.168.3.9, "${RANGE}"] }',
      ),
    ).toEqual({
      blocks: [{ first: '192.168.3.1', last: '192.168.3.9' }],
      isResolved: false,
      isDisabled: false,
    });
  });

  it('tell storage classes, whether objects or values declare them', () => {
    const { storageClasses } = read({
      'apps/class.yaml': `
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata:
          name: nfs
          annotations:
            storageclass.kubernetes.io/is-default-class: "true"
        provisioner: nfs.csi.k8s.io
        reclaimPolicy: Retain
        allowVolumeExpansion: true
      `,
      'apps/rook.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: rook-ceph-cluster, namespace: rook-ceph }
        spec:
          values:
            cephBlockPools:
              - name: pool
                storageClass: { enabled: true, name: ceph-block, isDefault: false }
              - name: off
                storageClass: { enabled: false, name: ceph-off }
      `,
      'apps/longhorn.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: storage, namespace: longhorn-system }
        spec:
          chart:
            spec:
              chart: longhorn
              version: 1.12.1
              sourceRef: { kind: HelmRepository, name: longhorn }
      `,
    });
    expect(storageClasses).toEqual([
      expect.objectContaining({
        name: 'nfs',
        provisioner: 'nfs.csi.k8s.io',
        isDefault: true,
        reclaimPolicy: 'Retain',
        allowsExpansion: true,
        owner: 'StorageClass /nfs',
      }),
      expect.objectContaining({
        name: 'longhorn',
        isDefault: true,
        owner: 'HelmRelease longhorn-system/storage',
      }),
      expect.objectContaining({ name: 'ceph-block', isDefault: false }),
    ]);
  });

  it('tell secret stores with their provider', () => {
    const { secretStores } = read({
      'apps/store.yaml': `
        apiVersion: external-secrets.io/v1
        kind: ClusterSecretStore
        metadata: { name: vault }
        spec: { provider: { onepasswordSDK: { vault: lab } } }
        ---
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: { name: own, namespace: home }
        spec: { provider: { kubernetes: {} } }
      `,
    });
    expect(secretStores).toMatchObject([
      { kind: 'ClusterSecretStore', name: 'vault', provider: 'onepasswordSDK' },
      {
        kind: 'SecretStore',
        name: 'own',
        namespace: 'home',
        provider: 'kubernetes',
      },
    ]);
    expect(secretStores[0]).not.toHaveProperty('namespace');
  });

  it('tell databases with what saves them', () => {
    const { databases } = read({
      'apps/db.yaml': `
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: { name: photos-db, namespace: cloud }
        spec:
          instances: 3
          imageName: registry.example/postgresql:18.4
          storage: { size: 20Gi, storageClass: fast }
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: ScheduledBackup
        metadata: { name: photos-db, namespace: cloud }
        spec: { schedule: "0 0 3 * * *", cluster: { name: photos-db } }
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: ScheduledBackup
        metadata: { name: other, namespace: home }
        spec: { schedule: "0 0 4 * * *", cluster: { name: photos-db } }
        ---
        apiVersion: dragonflydb.io/v1alpha1
        kind: Dragonfly
        metadata: { name: cache, namespace: cloud }
        spec: { replicas: 2 }
      `,
    });
    expect(databases).toEqual([
      expect.objectContaining({
        name: 'photos-db',
        namespace: 'cloud',
        engine: 'postgresql',
        isShared: false,
        instances: 3,
        image: 'registry.example/postgresql:18.4',
        size: '20Gi',
        storageClass: 'fast',
        backups: [
          expect.objectContaining({
            kind: 'ScheduledBackup',
            name: 'photos-db',
            schedule: '0 0 3 * * *',
          }),
        ],
      }),
      expect.objectContaining({
        engine: 'dragonfly',
        instances: 2,
        backups: [],
      }),
    ]);
  });

  describe('on volumes', () => {
    const claim = (name: string, more = '') => `
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: ${name}, namespace: home${more} }
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: longhorn
        resources: { requests: { storage: 5Gi } }
    `;
    const backupsOf = (files: Record<string, string>, name = 'notes') =>
      read(files)
        .volumes.filter(volume => volume.name === name)
        .flatMap(({ backups }) =>
          backups.map(({ kind, schedule }) => ({ kind, schedule })),
        );

    it('tell every kind of claim', () => {
      const { volumes } = read({
        'apps/a.yaml': claim('notes'),
        'apps/b.yaml': `
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: { name: db, namespace: home }
          spec:
            volumeClaimTemplates:
              - metadata: { name: data }
                spec: { resources: { requests: { storage: 1Gi } } }
        `,
        'apps/c.yaml': `
          apiVersion: kubevirt.io/v1
          kind: VirtualMachine
          metadata: { name: vm, namespace: vms }
          spec:
            dataVolumeTemplates:
              - metadata: { name: vm-root }
                spec: { storage: { storageClassName: fast, resources: { requests: { storage: 30Gi } } } }
        `,
        'apps/d.yaml': `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata: { name: app, namespace: home }
          spec: { values: { persistence: { config: { size: 2Gi, storageClass: fast }, other: { existingClaim: notes } } } }
        `,
        'apps/e.yaml': `
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata: { name: media, namespace: home }
          spec: { volumeName: media, storageClassName: "" }
        `,
      });
      expect(
        volumes.map(({ namespace, name, size, storageClass, isStatic }) => [
          `${namespace}/${name}`,
          size,
          storageClass,
          isStatic,
        ]),
      ).toEqual([
        ['home/notes', '5Gi', 'longhorn', false],
        ['home/data-db-0', '1Gi', undefined, false],
        ['vms/vm-root', '30Gi', 'fast', false],
        ['home/media', undefined, '', true],
        ['home/app-config', '2Gi', 'fast', false],
      ]);
    });

    const policy = (source: string) => `
      apiVersion: kopiur.home-operations.com/v1alpha1
      kind: SnapshotPolicy
      metadata: { name: saved, namespace: home }
      spec: { sources: [${source}] }
      ---
      apiVersion: kopiur.home-operations.com/v1alpha1
      kind: SnapshotSchedule
      metadata: { name: saved, namespace: home }
      spec: { policyRef: { name: saved }, schedule: { cron: H 3 * * * } }
    `;
    const velero = (spec: string) => `
      apiVersion: velero.io/v1
      kind: Schedule
      metadata: { name: saved, namespace: velero }
      spec: { schedule: 0 3 * * *, template: ${spec} }
    `;
    const longhorn = (spec: string) => `
      apiVersion: longhorn.io/v1beta2
      kind: RecurringJob
      metadata: { name: saved, namespace: longhorn-system }
      spec: ${spec}
    `;
    const volsync = (source: string) => `
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationSource
      metadata: { name: saved, namespace: home }
      spec: { sourcePVC: ${source}, trigger: { schedule: 0 3 * * * } }
    `;
    const labelled = claim('notes', ', labels: { keep: "yes" }');
    const grouped = claim(
      'notes',
      ', labels: { recurring-job-group.longhorn.io/nightly: enabled }',
    );

    it.each<[string, string, string, string | undefined]>([
      ['VolSync', claim('notes'), volsync('notes'), 'ReplicationSource'],
      ['VolSync for another', claim('notes'), volsync('x'), undefined],
      [
        'Kopiur by name',
        claim('notes'),
        policy('{ pvc: { name: notes } }'),
        'SnapshotPolicy',
      ],
      [
        'Kopiur by label',
        labelled,
        policy(
          '{ pvcSelector: { labelSelector: { matchLabels: { keep: "yes" } } } }',
        ),
        'SnapshotPolicy',
      ],
      [
        'Kopiur by a label it lacks',
        claim('notes'),
        policy(
          '{ pvcSelector: { labelSelector: { matchExpressions: [{ key: keep, operator: In, values: ["yes"] }] } } }',
        ),
        undefined,
      ],
      ['Velero for everything', claim('notes'), velero('{}'), 'Schedule'],
      [
        'Velero for other namespaces',
        claim('notes'),
        velero('{ includedNamespaces: [media] }'),
        undefined,
      ],
      [
        'Velero without volumes',
        claim('notes'),
        velero('{ snapshotVolumes: false }'),
        undefined,
      ],
      [
        'Longhorn by default',
        claim('notes'),
        longhorn('{ task: backup, groups: [default], cron: 0 3 * * * }'),
        'RecurringJob',
      ],
      [
        'Longhorn by group',
        grouped,
        longhorn('{ task: backup, groups: [nightly], cron: 0 3 * * * }'),
        'RecurringJob',
      ],
      [
        'Longhorn for those without a group',
        grouped,
        longhorn('{ task: backup, groups: [default], cron: 0 3 * * * }'),
        undefined,
      ],
      [
        'Longhorn by snapshots alone',
        claim('notes'),
        longhorn('{ task: snapshot, groups: [default], cron: 0 3 * * * }'),
        undefined,
      ],
    ])('tell what saves them: %s', (_, volume, savedBy, kind) => {
      const found = backupsOf({
        'apps/pvc.yaml': volume,
        'apps/saver.yaml': savedBy,
      });
      expect(found.map(saver => saver.kind)).toEqual(kind ? [kind] : []);
      expect(found.every(({ schedule }) => schedule?.endsWith('3 * * *'))).toBe(
        true,
      );
    });
  });

  it('tell images where they stand, each by its own tag', () => {
    const { images } = read({
      'apps/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: app, namespace: home }
        spec:
          values:
            one:
              image:
                repository: registry.example/app
                tag: 1.0.0
            some: thing
            more: things
            two:
              image:
                repository: registry.example/app
                tag: 2.0.0
      `,
      'apps/work.yaml': `
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: job, namespace: home }
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  containers:
                    - image: registry.example/job@sha256:${'0'.repeat(64)}
      `,
    });
    expect(
      images.map(({ owner, repository, tag, digest, line }) => [
        owner,
        repository,
        tag ?? digest?.slice(0, 8),
        line,
      ]),
    ).toEqual([
      ['HelmRelease home/app', 'registry.example/app', '1.0.0', 8],
      ['HelmRelease home/app', 'registry.example/app', '2.0.0', 14],
      ['CronJob home/job', 'registry.example/job', 'sha256:0', 10],
    ]);
  });

  it('tell where the version of a chart is written', () => {
    const { charts } = read({
      'apps/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: app, namespace: home }
        spec:
          chartRef: { kind: OCIRepository, name: app }
      `,
      'apps/source.yaml': `
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: { name: app, namespace: home }
        spec:
          url: oci://registry.example/app-template
          ref:
            tag: 5.1.0
      `,
    });
    expect(charts).toMatchObject([
      {
        name: 'app-template',
        version: '5.1.0',
        owner: 'HelmRelease home/app',
        file: 'apps/release.yaml',
        versionPlace: { file: 'apps/source.yaml', line: 7, column: 10 },
      },
    ]);
  });

  it('stay right when an earlier index lends what did not change', () => {
    const service = (address: string, head = '') => `${head}
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: network, annotations: { lbipam.cilium.io/ips: ${address} } }
    `;
    const previous = read({ 'apps/service.yaml': service('192.168.1.60') });
    const files = new Map(previous.files);
    files.set(
      'apps/service.yaml',
      `# moved down\n${(previous.files.get('apps/service.yaml') ?? '').replace(
        '.60',
        '.61',
      )}`,
    );
    const { addresses } = resolveTree(files, { root: '', previous });
    expect(addresses).toMatchObject([{ address: '192.168.1.61', line: 4 }]);
  });
});
