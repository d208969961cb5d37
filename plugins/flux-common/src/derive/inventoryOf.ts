import { groupOf, type KindRef } from '@homestage/backstage-plugin-lab-common';
import type { InventoryRef } from '../inventory/parseInventoryId';
import type { FluxFacts } from '../read/FluxFacts';
import type { ObjectLookup } from './ObjectLookup';

/**
 * The kinds looked through for the objects of a release without an inventory:
 * what tells whether an app runs and can be reached.
 *
 * @public
 */
export const RELEASE_KINDS: readonly KindRef[] = Object.freeze([
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'apps', kind: 'DaemonSet' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'batch', kind: 'Job' },
  { group: '', kind: 'Service' },
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
]);

/** Whether the objects of a release must be found by their labels. */
export function lacksInventory(facts: FluxFacts): boolean {
  return facts.kind.kind === 'HelmRelease' && facts.inventory === undefined;
}

/** What an object applied: from its inventory, else by the labels of its release. */
export function inventoryOf(
  facts: FluxFacts,
  lookup: ObjectLookup,
): readonly InventoryRef[] {
  return lacksInventory(facts)
    ? lookup
        .ofRelease(facts.ref.cluster, facts.ref)
        .map(({ apiVersion, kind, metadata }) => ({
          group: groupOf(apiVersion),
          kind,
          namespace: metadata.namespace,
          name: metadata.name,
        }))
    : facts.inventory ?? [];
}
