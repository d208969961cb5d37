import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import { textList } from '../../read/textList';
import type { TreeBackup, TreeObject } from '../../types';
import type { BackupRule, BackupSubject } from './BackupRule';
import { declarationOf } from './declarationOf';
import { matchesLabels } from './matchesLabels';

type ReadRule = (
  object: TreeObject,
  others: readonly TreeObject[],
) => BackupRule[];

const READERS: Readonly<Record<string, ReadRule>> = {
  'volsync.backube/ReplicationSource': object => {
    const source = textField(object.manifest.spec, 'sourcePVC');
    const schedule = textField(object.manifest.spec, 'trigger', 'schedule');
    return [
      {
        backup: toBackup(object, schedule),
        saves: volume => isBeside(object, volume) && volume.name === source,
      },
    ];
  },
  'kopiur.home-operations.com/SnapshotPolicy': (object, others) => {
    const schedule = others.find(
      other =>
        other.kind === 'SnapshotSchedule' &&
        other.group === object.group &&
        other.namespace === object.namespace &&
        textField(other.manifest.spec, 'policyRef', 'name') === object.name,
    );
    const sources = listField(object.manifest.spec, 'sources');
    return [
      {
        backup: toBackup(
          object,
          textField(schedule?.manifest.spec, 'schedule', 'cron'),
        ),
        saves: volume =>
          isBeside(object, volume) &&
          sources.some(source => isSource(source, volume)),
      },
    ];
  },
  'velero.io/Schedule': object => {
    const template = field(object.manifest.spec, 'template');
    const included = textList(template, 'includedNamespaces');
    const excluded = textList(template, 'excludedNamespaces');
    const savesVolumes =
      field(template, 'snapshotVolumes') !== false ||
      field(template, 'defaultVolumesToFsBackup') === true;
    return [
      {
        backup: toBackup(object, textField(object.manifest.spec, 'schedule')),
        saves: ({ namespace, labels }) =>
          savesVolumes &&
          (included.length === 0 ||
            included.includes('*') ||
            included.includes(namespace)) &&
          !excluded.includes(namespace) &&
          matchesLabels(labels, field(template, 'labelSelector')),
      },
    ];
  },
  'k8up.io/Schedule': object => {
    const schedule = textField(object.manifest.spec, 'backup', 'schedule');
    return schedule === undefined
      ? []
      : [
          {
            backup: toBackup(object, schedule),
            saves: volume => isBeside(object, volume),
          },
        ];
  },
  'longhorn.io/RecurringJob': object => {
    const groups = textList(object.manifest.spec, 'groups');
    return textField(object.manifest.spec, 'task')?.startsWith('backup')
      ? [
          {
            backup: toBackup(object, textField(object.manifest.spec, 'cron')),
            saves: volume => isInGroup(volume, groups, object.name),
          },
        ]
      : [];
  },
};

/**
 * What the tree has that saves volumes: VolSync, Kopiur, Velero, K8up and
 * Longhorn. `others` are the objects among which a policy's schedule is found.
 */
export function readBackupRules(objects: readonly TreeObject[]): BackupRule[] {
  return objects.flatMap(
    object =>
      READERS[`${object.group}/${object.kind}`]?.(object, objects) ?? [],
  );
}

function isBeside(object: TreeObject, volume: BackupSubject): boolean {
  return (object.namespace ?? '') === volume.namespace;
}

/** Kopiur names a claim, or selects claims of its own namespace by label. */
function isSource(source: unknown, volume: BackupSubject): boolean {
  const selector = field(source, 'pvcSelector');
  return selector === undefined
    ? textField(source, 'pvc', 'name') === volume.name
    : matchesLabels(volume.labels, field(selector, 'labelSelector'));
}

const JOB = 'recurring-job.longhorn.io/';
const JOB_GROUP = 'recurring-job-group.longhorn.io/';

/** Longhorn's volumes without a job or group of their own are in the group `default`. */
function isInGroup(
  { labels, storageClass }: BackupSubject,
  groups: readonly string[],
  job: string,
): boolean {
  const own = Object.keys(labels).filter(
    key => key.startsWith(JOB) || key.startsWith(JOB_GROUP),
  );
  if (own.length === 0) {
    return (
      (storageClass ?? '').includes('longhorn') && groups.includes('default')
    );
  }
  return (
    own.includes(`${JOB}${job}`) ||
    groups.some(group => own.includes(`${JOB_GROUP}${group}`))
  );
}

/** The view of what saves something. */
export function toBackup(object: TreeObject, schedule?: string): TreeBackup {
  return {
    ...declarationOf(object),
    kind: object.kind,
    name: object.name,
    ...(schedule && { schedule }),
  };
}
