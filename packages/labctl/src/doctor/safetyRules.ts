import type { DoctorRule } from './DoctorRule';

const STORAGE = [
  'ceph-csi',
  'local-path-provisioner',
  'longhorn',
  'openebs',
  'rook-ceph',
];
const BACKUP = ['kopiur', 'velero', 'volsync'];

export const volumesHaveBackup: DoctorRule = function* volumesHaveBackup({
  chosen,
  resolved,
}) {
  const storage = STORAGE.filter(name => chosen.includes(name));
  const hasApps = resolved.cluster.apps.length > 0;
  if (
    storage.length > 0 &&
    hasApps &&
    !BACKUP.some(name => chosen.includes(name))
  ) {
    yield {
      rule: 'no-backup',
      severity: 'warning',
      path: ['components'],
      message: `volumes of ${storage.join(
        ' and ',
      )} have no backup; add ${BACKUP.join(
        ', ',
      )}, or say elsewhere how they are saved`,
    };
  }
};

export const backupHasTarget: DoctorRule = function* backupHasTarget({
  chosen,
  lab,
  fieldOf,
}) {
  const backup = BACKUP.filter(name => chosen.includes(name));
  const { s3, nfs } = lab.storage;
  if (backup.length > 0 && s3 === undefined && nfs === undefined) {
    yield {
      rule: 'backup-without-target',
      severity: 'warning',
      path: ['storage'],
      message: `${backup.join(
        ' and ',
      )} has nowhere to write to; write ${fieldOf([
        'storage',
        's3',
      ])} or ${fieldOf(['storage', 'nfs'])}`,
    };
  }
};

/** A quorum that is lost for good comes back from a snapshot, or not at all. */
export const etcdIsSaved: DoctorRule = function* etcdIsSaved({ chosen }) {
  if (!chosen.includes('talos-backup')) {
    yield {
      rule: 'etcd-not-saved',
      severity: 'warning',
      path: ['components'],
      message:
        'nothing takes snapshots of etcd; add talos-backup, or say elsewhere how they are taken',
    };
  }
};

export const secretsHaveRecipients: DoctorRule =
  function* secretsHaveRecipients({ lab }) {
    const { provider, age_recipients } = lab.secrets;
    if (provider !== 'external-secrets' && age_recipients.length === 0) {
      yield {
        rule: 'no-age-recipient',
        severity: 'warning',
        path: ['secrets', 'age_recipients'],
        message:
          'is empty, so nothing can be encrypted; `yarn infra secrets` makes a key and writes its public half here',
      };
    }
  };

/** One key on one disk: lost with it. */
export const keyHasSecondCopy: DoctorRule = function* keyHasSecondCopy({
  lab,
}) {
  if (lab.secrets.age_recipients.length === 1) {
    yield {
      rule: 'one-age-recipient',
      severity: 'info',
      path: ['secrets', 'age_recipients'],
      message:
        'one key opens every secret; a second recipient whose key lies elsewhere is a way back when the first is lost',
    };
  }
};

/** `Always` and `Halted` make Git undo what a person starts or stops. */
export const machinesKeepTheirState: DoctorRule =
  function* machinesKeepTheirState({ lab }) {
    for (const [index, machine] of lab.virtual_machines.entries()) {
      if (['Always', 'Halted'].includes(machine.run_strategy)) {
        yield {
          rule: 'run-strategy-in-git',
          severity: 'info',
          path: ['virtual_machines', index, 'run_strategy'],
          message: `starting or stopping ${machine.name} rewrites ${machine.run_strategy}, and the next reconciliation writes it back; RerunOnFailure or Manual leave it alone`,
        };
      }
    }
  };

/** Local volumes tie a machine to its node. */
export const machinesCanMove: DoctorRule = function* machinesCanMove({
  resolved,
  chosen,
}) {
  const { default_class } = resolved.cluster.storage;
  const { virtual_machines } = resolved.cluster;
  const index = virtual_machines.findIndex(({ storage_class }) =>
    (storage_class ?? default_class ?? '').startsWith('local'),
  );
  if (
    index >= 0 &&
    chosen.includes('kubevirt') &&
    !resolved.computed.single_node
  ) {
    yield {
      rule: 'machine-on-local-volume',
      severity: 'info',
      path: ['virtual_machines', index],
      message: `${virtual_machines[index].name} lies on a volume of one node: it cannot be migrated, and is lost with the node`,
    };
  }
};
