import type { Entity } from '@backstage/catalog-model';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import type { MachineRef } from '@homestage/backstage-plugin-talos-common';

/** Whether the entity is a machine that runs Talos. */
export function isTalosNode(entity: Entity): boolean {
  return entity.kind === 'Resource' && entity.spec?.type === 'talos-node';
}

/** The machine an entity stands for: its Kubernetes node's name; undefined when it names no cluster. */
export function machineRefOf(entity: Entity): MachineRef | undefined {
  const { annotations = {}, title, name } = entity.metadata;
  const cluster = annotations[LAB_ANNOTATIONS.cluster];
  const object = annotations[LAB_ANNOTATIONS.object];
  const node = object?.split('/').pop() ?? title ?? name;
  return cluster ? { cluster, node } : undefined;
}
