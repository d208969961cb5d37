/**
 * ClusterStore: one watch cache per cluster and kind
 *
 * @packageDocumentation
 */
export { clusterStoreServiceRef } from './clusterStoreServiceRef';
export { createClusterStore } from './service/createClusterStore';
export type {
  ClusterStoreOptions,
  StoppableClusterStore,
} from './service/createClusterStore';
export type { Clock } from './service/Clock';
export type { ClusterStoreTimings } from './service/timings';
export type {
  ClusterInfo,
  ClusterStore,
  KindChange,
  KindSnapshot,
  KindStats,
  ServedKind,
} from './types/ClusterStore';
export { PORTAL_RESOURCES } from './rbac/portalResources';
export type { PortalResource } from './rbac/portalResources';
export { rbacManifests } from './rbac/rbacManifests';
export { requiredRules } from './rbac/requiredRules';
export type { ClusterRoleRule } from './rbac/requiredRules';
