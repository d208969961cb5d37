import { isLabEntity } from '@homestage/backstage-plugin-lab-react';

const TYPES: readonly unknown[] = ['app', 'talos-node', 'virtual-machine'];

/** Whether changes are told by this kind of entity: those that stand in files of their own. */
export function hasChanges(entity: Parameters<typeof isLabEntity>[0]): boolean {
  return isLabEntity(entity) && TYPES.includes(entity.spec?.type);
}
