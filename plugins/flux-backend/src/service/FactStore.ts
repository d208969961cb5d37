import type { ClusterStore } from '@homestage/backstage-plugin-lab-node';

/** What this plugin needs of the watch cache. */
export type FactStore = Pick<
  ClusterStore,
  'clusters' | 'snapshot' | 'settled' | 'subscribe'
>;
