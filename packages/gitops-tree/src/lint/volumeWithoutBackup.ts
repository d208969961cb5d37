import type { LintRule } from './LintRule';

/** A volume that nothing in the tree saves. Only told: not every volume is worth it. */
export const volumeWithoutBackup: LintRule = {
  name: 'volume-without-backup',
  check: ({ index }) =>
    index.volumes
      .filter(
        ({ state, isStatic, backups }) =>
          state === 'reached' &&
          !isStatic &&
          !backups.some(backup => backup.state === 'reached'),
      )
      .map(({ file, line, column, namespace, name, size }) => ({
        severity: 'info' as const,
        file,
        line,
        column,
        message: `Nothing saves the volume ${namespace}/${name}${
          size ? ` (${size})` : ''
        }`,
        mend: 'Add a backup of it (VolSync, Kopiur, Velero, K8up or Longhorn), unless it holds nothing that would be missed.',
      })),
};
