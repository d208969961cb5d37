import { resolveFiles } from '../../__testUtils__/appsTree';

describe('the typed views of a tree', () => {
  it('tell storage classes, whether objects or values declare them', () => {
    const { storageClasses } = resolveFiles({
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

  it('tell databases with what saves them', () => {
    const { databases } = resolveFiles({
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
      resolveFiles(files)
        .volumes.filter(volume => volume.name === name)
        .flatMap(({ backups }) =>
          backups.map(({ kind, schedule }) => ({ kind, schedule })),
        );

    it('tell every kind of claim', () => {
      const { volumes } = resolveFiles({
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
});
