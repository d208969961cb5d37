import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';

const COMPONENT = 'persistentvolume-controller';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

function classOf(
  claim: StoredObject,
  { store }: Lab,
): StoredObject | undefined {
  const classes = store.list({ group: 'storage.k8s.io', kind: 'StorageClass' });
  const wanted: string | undefined = claim.spec?.storageClassName;
  return classes.find(({ metadata }) =>
    wanted
      ? metadata.name === wanted
      : metadata.annotations?.[DEFAULT_CLASS] === 'true',
  );
}

/** Makes a volume for every claim on a class that the lab has, and binds them. @public */
export class PersistentVolumeClaimController implements Controller {
  readonly name = COMPONENT;
  readonly group = '';
  readonly kind = 'PersistentVolumeClaim';
  readonly watches = [
    {
      group: 'storage.k8s.io',
      kind: 'StorageClass',
      map: (_class: StoredObject, { store }: Lab) =>
        store
          .list({ group: '', kind: 'PersistentVolumeClaim' })
          .map(({ metadata }) => metadata),
    },
  ];

  reconcile(claim: StoredObject, lab: Lab): undefined {
    if (claim.metadata.deletionTimestamp || claim.status?.phase === 'Bound')
      return;
    const storageClass = classOf(claim, lab);
    if (!storageClass) {
      const wanted = claim.spec?.storageClassName;
      const message = wanted
        ? `storageclass.storage.k8s.io "${wanted}" not found`
        : 'no persistent volumes available for this claim and no storage class is set';
      writeStatus(lab.store, claim, { ...claim.status, phase: 'Pending' });
      lab.events.record(claim, COMPONENT, {
        type: 'Warning',
        reason: 'ProvisioningFailed',
        message,
      });
      return;
    }
    const volume = this.#createVolume(claim, storageClass, lab);
    const bound = lab.store.update({
      ...claim,
      spec: {
        volumeMode: 'Filesystem',
        ...claim.spec,
        storageClassName: storageClass.metadata.name,
        volumeName: volume.metadata.name,
      },
    });
    writeStatus(lab.store, bound, {
      phase: 'Bound',
      accessModes: claim.spec?.accessModes,
      capacity: { storage: claim.spec?.resources?.requests?.storage },
    });
  }

  forget(ref: { namespace?: string; name: string }, { store }: Lab): void {
    const volume = store
      .list({ group: '', kind: 'PersistentVolume' })
      .find(
        ({ spec }) =>
          spec?.claimRef?.name === ref.name &&
          spec.claimRef.namespace === ref.namespace,
      );
    if (volume?.spec?.persistentVolumeReclaimPolicy === 'Delete')
      store.delete(refOf(volume));
  }

  #createVolume(
    claim: StoredObject,
    storageClass: StoredObject,
    lab: Lab,
  ): StoredObject {
    const { name, namespace, uid } = claim.metadata;
    const volume = lab.store.create({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: `pvc-${uid}`,
        annotations: {
          'pv.kubernetes.io/provisioned-by': storageClass.provisioner,
        },
      },
      spec: {
        accessModes: claim.spec?.accessModes,
        capacity: { storage: claim.spec?.resources?.requests?.storage },
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          name,
          namespace,
          uid,
        },
        csi: { driver: storageClass.provisioner, volumeHandle: `lab-${uid}` },
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        storageClassName: storageClass.metadata.name,
        volumeMode: claim.spec?.volumeMode ?? 'Filesystem',
      },
      status: { phase: 'Bound' },
    });
    lab.events.record(claim, COMPONENT, {
      type: 'Normal',
      reason: 'ProvisioningSucceeded',
      message: `Successfully provisioned volume ${volume.metadata.name}`,
    });
    return volume;
  }
}
