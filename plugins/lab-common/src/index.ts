/**
 * The words every Homestage plugin shares.
 *
 * @packageDocumentation
 */
export { LAB_ANNOTATIONS } from './annotations';
export type { Presence } from './annotations';
export { answerSchema } from './answer';
export { AnswerFetcher } from './client/AnswerFetcher';
export type {
  FetchClientOptions,
  RequestOptions,
} from './client/AnswerFetcher';
export { RequestError } from './client/RequestError';
export type { LabCondition, LabLayer, RunbookRef } from './condition';
export { entityName } from './entities/entityName';
export {
  appEntityName,
  appEntityRef,
  clusterEntityRef,
  nodeEntityName,
  nodeEntityRef,
  systemEntityRef,
  virtualMachineEntityName,
  virtualMachineEntityRef,
} from './entities/entityRefs';
export type { EntityPlace } from './entities/entityRefs';
export {
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timeMsOf,
  timestampOf,
} from './fields';
export type { Fields } from './fields';
export {
  formatKindRef,
  groupOf,
  objectKey,
  parseKindRef,
  refOf,
} from './kubeObject';
export type {
  KindRef,
  KubeObject,
  KubeObjectMeta,
  KubeOwnerReference,
  ObjectRef,
} from './kubeObject';
export { SEVERITIES, compareSeverity, worstSeverity } from './severity';
export type { Severity } from './severity';
export {
  isCurrent,
  sourceStateSchema,
  sourceStatusSchema,
} from './sourceState';
export type { SourceState, SourceStatus } from './sourceState';
export { objectStatus } from './status/objectStatus';
export type { ObjectStatusOptions } from './status/objectStatus';
export type { ObjectStatus, ObjectStatusWord } from './status/statusOf';
export { formatAge } from './units/formatAge';
export { formatBytes } from './units/formatBytes';
export { formatDuration } from './units/formatDuration';
export { parseQuantity } from './units/parseQuantity';
