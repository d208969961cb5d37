/**
 * Status chips, data age, live hooks and dense tables for Homestage pages.
 *
 * @packageDocumentation
 */
export { OverviewSectionBlueprint } from './blueprints/OverviewSectionBlueprint';
export { createLabQueryClient, labQueryClientApiRef } from './api/queryClient';
export { ClockContext, useClock } from './clock/ClockContext';
export type { LabClock } from './clock/ClockContext';
export { clockTime, fullTime } from './clock/timeText';
export { liveStateOf } from './hooks/liveState';
export type { LiveState } from './hooks/liveState';
export { useIsNarrow } from './hooks/useIsNarrow';
export { useLiveQuery } from './hooks/useLiveQuery';
export type { LiveQuery, LiveQueryOptions } from './hooks/useLiveQuery';
export { useTicking } from './hooks/useTicking';
export { labTranslationRef } from './translation';
export { CommandLine } from './components/CommandLine/CommandLine';
export type { CommandLineProps } from './components/CommandLine/CommandLine';
export { ConditionsTable } from './components/ConditionsTable/ConditionsTable';
export type {
  ConditionsTableProps,
  ShownCondition,
} from './components/ConditionsTable/ConditionsTable';
export { CopyButton } from './components/CopyButton/CopyButton';
export type { CopyButtonProps } from './components/CopyButton/CopyButton';
export { DataAge } from './components/DataAge/DataAge';
export type { DataAgeProps } from './components/DataAge/DataAge';
export { FilterChips } from './components/FilterChips/FilterChips';
export type {
  FilterChip,
  FilterChipsProps,
} from './components/FilterChips/FilterChips';
export { LabShortcuts } from './components/LabShortcuts/LabShortcuts';
export type {
  LabShortcutsProps,
  ShortcutPage,
} from './components/LabShortcuts/LabShortcuts';
export { LabTable } from './components/LabTable/LabTable';
export type { LabTableProps } from './components/LabTable/LabTable';
export type {
  CardPlace,
  FacetCount,
  LabColumn,
  LabSort,
} from './components/LabTable/tableTypes';
export { timeColumn } from './components/LabTable/timeColumn';
export { LoadingBars } from './components/LoadingBars/LoadingBars';
export type { LoadingBarsProps } from './components/LoadingBars/LoadingBars';
export { LiveView } from './components/LiveView/LiveView';
export type { LiveViewProps } from './components/LiveView/LiveView';
export { HoverCard } from './components/ObjectLink/HoverCard';
export type { HoverCardProps } from './components/ObjectLink/HoverCard';
export { KindIcon } from './components/ObjectLink/KindIcon';
export type { KindIconProps } from './components/ObjectLink/KindIcon';
export { ObjectLink } from './components/ObjectLink/ObjectLink';
export type { ObjectLinkProps } from './components/ObjectLink/ObjectLink';
export { ObjectTree } from './components/ObjectTree/ObjectTree';
export type { ObjectTreeProps } from './components/ObjectTree/ObjectTree';
export type { ObjectTreeNode } from './components/ObjectTree/treeModel';
export { Panel } from './components/Panel/Panel';
export type { PanelProps } from './components/Panel/Panel';
export { PresenceChip } from './components/PresenceChip/PresenceChip';
export type { PresenceChipProps } from './components/PresenceChip/PresenceChip';
export { Banner } from './components/SourceBanner/Banner';
export type { BannerProps } from './components/SourceBanner/Banner';
export { SourceBanner } from './components/SourceBanner/SourceBanner';
export type { SourceBannerProps } from './components/SourceBanner/SourceBanner';
export {
  sourceSeverity,
  troubledSources,
} from './components/SourceBanner/sourceSentence';
export { EmptyState } from './components/StateMessage/EmptyState';
export type { EmptyStateProps } from './components/StateMessage/EmptyState';
export { ErrorState } from './components/StateMessage/ErrorState';
export type { ErrorStateProps } from './components/StateMessage/ErrorState';
export { StaleNote } from './components/StateMessage/StaleNote';
export type { StaleNoteProps } from './components/StateMessage/StaleNote';
export { StateMessage } from './components/StateMessage/StateMessage';
export type { StateMessageProps } from './components/StateMessage/StateMessage';
export { StatusChip } from './components/StatusChip/StatusChip';
export type { StatusChipProps } from './components/StatusChip/StatusChip';
export { StatusShape } from './components/StatusChip/StatusShape';
export type { StatusShapeProps } from './components/StatusChip/StatusShape';
export type { StatusLevel } from './components/StatusChip/statusLevel';
export { Timeline } from './components/Timeline/Timeline';
export type {
  TimelineEntry,
  TimelineProps,
} from './components/Timeline/Timeline';
export { isLabEntity, placeOf } from './components/WhereItStandsCard/placeOf';
export type { LabPlace } from './components/WhereItStandsCard/placeOf';
export { WhereItStands } from './components/WhereItStandsCard/WhereItStands';
export type { WhereItStandsProps } from './components/WhereItStandsCard/WhereItStands';
export { WhereItStandsCard } from './components/WhereItStandsCard/WhereItStandsCard';
