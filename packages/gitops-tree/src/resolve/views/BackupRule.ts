import type { TreeBackup, TreeVolume } from '../../types';

/** A volume as rules ask about it. */
export type BackupSubject = Pick<
  TreeVolume,
  'name' | 'namespace' | 'labels' | 'storageClass'
>;

/** Something that saves volumes, and which. */
export interface BackupRule {
  readonly backup: TreeBackup;
  readonly saves: (volume: BackupSubject) => boolean;
}
