import { StoredObject } from '../../kubernetes/ObjectStore';

const CLASSES: Array<[name: string, provisioner: string, isDefault: boolean]> =
  [
    ['ceph-block', 'rook-ceph.rbd.csi.ceph.com', true],
    ['ceph-filesystem', 'rook-ceph.cephfs.csi.ceph.com', false],
    ['local-hostpath', 'openebs.io/local', false],
  ];

/** The storage classes that a lab with Rook has. @public */
export function storageClasses(): StoredObject[] {
  return CLASSES.map(([name, provisioner, isDefault]) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      ...(isDefault
        ? {
            annotations: {
              'storageclass.kubernetes.io/is-default-class': 'true',
            },
          }
        : {}),
    },
    provisioner,
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: 'Immediate',
  }));
}
