/**
 * ClusterStore: one watch cache per cluster and kind; and what all backends of the
 * suite answer and signal with
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
export type { Answer } from './answers/Answer';
export { parseInput } from './answers/parseInput';
export { requirePermission } from './answers/requirePermission';
export { sendAnswer } from './answers/sendAnswer';
export { WrittenAnswers } from './answers/WrittenAnswers';
export type { WrittenAnswer } from './answers/WrittenAnswers';
export { Alarm } from './signals/Alarm';
export { ChangeSignal } from './signals/ChangeSignal';
export { publishChange } from './signals/publishChange';
export type { PublishChangeOptions } from './signals/publishChange';
export { systemTimers } from './signals/systemTimers';
export type { Timers } from './signals/Timers';
