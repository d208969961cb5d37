/**
 * The Flux domain: kinds, status words, derivations and the REST contract.
 *
 * @packageDocumentation
 */
export { FLUX_KINDS, fluxKind, isFluxKind } from './kinds/fluxKinds';
export type { FluxKind, FluxKindRole } from './kinds/fluxKinds';
export {
  FLUX_STATUSES,
  FLUX_STATUS_WORDS,
  compareFluxStatus,
  fluxSeverity,
  fluxStatusSchema,
} from './status/fluxStatus';
export type { FluxStatus, FluxStatusWord } from './status/fluxStatus';
export {
  fluxKey,
  fluxRefSchema,
  fluxRowSchema,
  fluxRowsAnswerSchema,
  formatShortRef,
  parseShortRef,
} from './contract/row';
export type { FluxRef, FluxRow, FluxRowsAnswer } from './contract/row';
export {
  fluxBlockSchema,
  fluxCommandSchema,
  fluxExplanationSchema,
  fluxRelationSchema,
} from './contract/relation';
export type {
  FluxBlock,
  FluxCommand,
  FluxExplanation,
  FluxRelation,
} from './contract/relation';
export {
  fluxConditionSchema,
  fluxDetailAnswerSchema,
  fluxDetailSchema,
  fluxEventSchema,
  fluxHistoryEntrySchema,
} from './contract/detail';
export type {
  FluxCondition,
  FluxDetail,
  FluxDetailAnswer,
  FluxEvent,
  FluxHistoryEntry,
} from './contract/detail';
export { severityCountsSchema, severitySchema } from './contract/severity';
export type { SeverityCounts } from './contract/severity';
export {
  fluxTreeAnswerSchema,
  treeNodeSchema,
  treeNoteSchema,
} from './contract/tree';
export type { FluxTreeAnswer, TreeNode, TreeNote } from './contract/tree';
export {
  fluxCountsSchema,
  fluxSummaryAnswerSchema,
  fluxSummarySchema,
} from './contract/summary';
export type {
  FluxCounts,
  FluxSummary,
  FluxSummaryAnswer,
} from './contract/summary';
export {
  appObjectSchema,
  fluxAppAnswerSchema,
  fluxAppSchema,
} from './contract/app';
export type { AppObject, FluxApp, FluxAppAnswer } from './contract/app';
export {
  fluxClusterSchema,
  fluxClustersAnswerSchema,
} from './contract/clusters';
export type { FluxCluster, FluxClustersAnswer } from './contract/clusters';
export { fluxAppQuerySchema, fluxRowsQuerySchema } from './contract/query';
export type { FluxAppQuery, FluxRowsQuery } from './contract/query';
export {
  isSameFluxRevision,
  parseFluxRevision,
  shortFluxRevision,
} from './revision/parseFluxRevision';
export type { FluxRevision } from './revision/parseFluxRevision';
export { parseInventoryId } from './inventory/parseInventoryId';
export type { InventoryRef } from './inventory/parseInventoryId';
export { parseGoDuration } from './read/parseGoDuration';
export { readFluxFacts } from './read/readFluxFacts';
export type { ConditionFacts, FluxFacts } from './read/FluxFacts';
export { judgeFlux } from './judge/judgeFlux';
export type { JudgeFluxOptions } from './judge/judgeFlux';
export type { FactSnapshot, FluxModel, JudgedFlux } from './judge/FluxModel';
export type { Block } from './judge/findBlock';
export { explainReason } from './explain/reasons';
export { explainStatus } from './explain/explainStatus';
export { fluxCommands } from './explain/fluxCommands';
export { deriveRow, deriveRows } from './derive/deriveRows';
export { filterRows } from './derive/filterRows';
export { deriveRelation } from './derive/deriveRelation';
export { deriveConditions } from './derive/deriveConditions';
export { deriveHistory } from './derive/deriveHistory';
export { deriveEvents } from './derive/deriveEvents';
export { deriveChain } from './derive/deriveChain';
export type { FluxChain } from './derive/deriveChain';
export { deriveBlock } from './derive/deriveBlock';
export { deriveBlockers } from './derive/deriveBlockers';
export { deriveDetail } from './derive/deriveDetail';
export { deriveSummary } from './derive/deriveSummary';
export { deriveClusters } from './derive/deriveClusters';
export { deriveInventoryTree } from './derive/deriveInventoryTree';
export type { InventoryTreeOptions } from './derive/deriveInventoryTree';
export { inventoryKinds } from './derive/inventoryKinds';
export { RELEASE_KINDS } from './derive/inventoryOf';
export { deriveApp } from './derive/deriveApp';
export type { AppAppliers } from './derive/deriveApp';
export { visibleSources } from './derive/visibleSources';
export type { ObjectLookup } from './derive/ObjectLookup';
export { FetchFluxClient } from './client/FetchFluxClient';
export type {
  FluxAppRef,
  FluxClient,
  FluxRowsFilter,
} from './client/FluxClient';
export { fluxPermissions, fluxResourceReadPermission } from './permissions';
