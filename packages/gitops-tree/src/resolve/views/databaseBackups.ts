import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import type { TreeBackup, TreeObject } from '../../types';
import { toBackup } from './readBackupRules';

/** What saves a database: a ScheduledBackup or MariaDB's Backup that names it, its own archive of the log, Dragonfly's snapshots. */
export function databaseBackups(
  database: TreeObject,
  others: readonly TreeObject[],
): TreeBackup[] {
  const { spec } = database.manifest;
  const scheduled = others
    .filter(
      other =>
        other.namespace === database.namespace &&
        other.group === database.group &&
        targetOf(other) === database.name,
    )
    .map(other => toBackup(other, scheduleOf(other)));
  const archives =
    listField(spec, 'plugins').some(
      plugin => field(plugin, 'isWALArchiver') === true,
    ) || field(spec, 'backup', 'barmanObjectStore') !== undefined;
  const snapshots = textField(spec, 'snapshot', 'cron');
  return [
    ...scheduled,
    ...(archives || snapshots ? [toBackup(database, snapshots)] : []),
  ];
}

function targetOf({ kind, manifest }: TreeObject): string | undefined {
  if (kind === 'ScheduledBackup') {
    return textField(manifest.spec, 'cluster', 'name');
  }
  return kind === 'Backup' || kind === 'PhysicalBackup'
    ? textField(manifest.spec, 'mariaDbRef', 'name')
    : undefined;
}

function scheduleOf({ manifest }: TreeObject): string | undefined {
  return (
    textField(manifest.spec, 'schedule') ??
    textField(manifest.spec, 'schedule', 'cron')
  );
}
