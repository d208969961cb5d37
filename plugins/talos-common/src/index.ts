/**
 * The Talos domain: facts, status words, judgement, conditions and the REST contract.
 *
 * @packageDocumentation
 */
export { TALOS_PARTS, TALOS_RPCS } from './parts/talosParts';
export type {
  TalosPart,
  TalosPartId,
  TalosPartSource,
  TalosRpc,
} from './parts/talosParts';
export type {
  CertificateFacts,
  Declared,
  DeclaredDisk,
  DeclaredLink,
  DeclaredMachine,
  DeclaredVolume,
  LinkReference,
  MachineSnapshot,
  SeenBoots,
  TalosClusterSnapshot,
  TalosPartSnapshot,
  TalosResource,
} from './facts/snapshots';
export type {
  AddressFacts,
  ArrayFacts,
  BgpPeerFacts,
  DiagnosticFacts,
  DiskFacts,
  DnsUpstreamFacts,
  EtcdAlarmFacts,
  EtcdMemberFacts,
  EtcdStatusFacts,
  ExtensionFacts,
  HostFacts,
  KubePrismFacts,
  KubernetesFacts,
  LinkFacts,
  MachineEtcdFacts,
  MachineFacts,
  MemberFacts,
  ModuleFacts,
  ProbeFacts,
  ScrubFacts,
  SecurityFacts,
  ServiceFacts,
  StaticPodFacts,
  TimeFacts,
  UnmetCondition,
  VolumeFacts,
} from './facts/MachineFacts';
export { bootOf } from './read/bootOf';
export type { Boot } from './read/bootOf';
export { keepModule } from './read/keepModule';
export { parseGoDuration } from './read/parseGoDuration';
export { etcdIdOf } from './read/etcdId';
export { readMachine } from './read/readMachine';
export {
  MACHINE_STATUSES,
  MACHINE_STATUS_WORDS,
  compareMachineStatus,
  machineSeverity,
  machineStatusSchema,
} from './status/machineStatus';
export type { MachineStatus, MachineStatusWord } from './status/machineStatus';
export { judgeTalos } from './judge/judgeTalos';
export type {
  JudgedCluster,
  JudgedMachine,
  TalosModel,
} from './judge/TalosModel';
export { compareMachine } from './derive/compareDeclared';
export { deriveCertificates } from './derive/deriveCertificates';
export { deriveDrift } from './derive/deriveDrift';
export { deriveEtcd } from './derive/deriveEtcd';
export { deriveMachineDetail } from './derive/deriveMachineDetail';
export { deriveMachineRows } from './derive/deriveMachineRows';
export { deriveSummary, talosSources } from './derive/deriveSummary';
export { TALOS_RELEASES } from './compatibility/talosReleases';
export type { TalosRelease } from './compatibility/talosReleases';
export { TALOS_KUBERNETES_KINDS } from './kubernetes/kubernetesKinds';
export type {
  KubernetesObjects,
  KubernetesSnapshot,
  TalosKubernetesKind,
} from './kubernetes/kubernetesKinds';
export { deriveUpgrades } from './upgrade/deriveUpgrades';
export { planUpgrade } from './upgrade/planUpgrade';
export { upgradeChoices, upgradeFrom } from './upgrade/upgradeChoices';
export type {
  UpgradePlan,
  UpgradeStep,
  UpgradeWish,
} from './upgrade/planUpgrade';
export {
  clusterUpgradeSchema,
  machineProgressSchema,
  runningVersionsSchema,
  upgradeCourseSchema,
  upgradesAnswerSchema,
} from './contract/upgrade';
export type {
  ClusterUpgrade,
  MachineProgress,
  RunningVersions,
  UpgradeCourse,
  UpgradesAnswer,
} from './contract/upgrade';
export { compareDocuments } from './config/compareDocuments';
export type {
  ConfigsSnapshot,
  DeclaredConfigs,
  DeclaredDocument,
  DeclaredValue,
  DocumentScope,
  LiveDocument,
  MachineConfigSnapshot,
} from './config/documents';
export { withoutSecrets } from './config/withoutSecrets';
export { severitySchema, talosConditionSchema } from './contract/condition';
export type { TalosCondition } from './contract/condition';
export {
  checkSchema,
  comparisonSchema,
  machineDetailAnswerSchema,
  machineDetailSchema,
  machineRefSchema,
  machineRowSchema,
  machineRowsAnswerSchema,
} from './contract/machine';
export type {
  Check,
  Comparison,
  MachineDetail,
  MachineDetailAnswer,
  MachineRef,
  MachineRow,
  MachineRowsAnswer,
} from './contract/machine';
export {
  etcdAnswerSchema,
  etcdClusterSchema,
  etcdMemberRowSchema,
} from './contract/etcd';
export type { EtcdAnswer, EtcdCluster, EtcdMemberRow } from './contract/etcd';
export {
  certificateRowSchema,
  certificatesAnswerSchema,
  conditionsAnswerSchema,
  driftAnswerSchema,
  driftRowSchema,
  talosSummaryAnswerSchema,
  talosSummarySchema,
} from './contract/summary';
export type {
  CertificateRow,
  CertificatesAnswer,
  ConditionsAnswer,
  DriftAnswer,
  DriftRow,
  TalosSummary,
  TalosSummaryAnswer,
} from './contract/summary';
export { FetchTalosPortalClient } from './client/FetchTalosPortalClient';
export type { TalosPortalClient } from './client/TalosPortalClient';
export { FetchTalosLiveClient } from './live/FetchTalosLiveClient';
export type {
  LogQuery,
  SnapshotFile,
  TalosLiveClient,
} from './live/TalosLiveClient';
export {
  mayCallRpc,
  RPC_ROLES,
  TALOS_ACTION_RPCS,
  TALOS_READ_FEATURES,
  TALOS_ROLES,
  TALOS_ASKED_RPCS,
  TALOS_STREAM_RPCS,
} from './roles/rpcRoles';
export type {
  AnyTalosRpc,
  TalosActionRpc,
  TalosFeature,
  TalosRole,
  TalosStreamRpc,
  TalosAskedRpc,
} from './roles/rpcRoles';
export { TALOS_ACTION_IDS, TALOS_ACTIONS } from './actions/talosActions';
export type { TalosAction, TalosActionId } from './actions/talosActions';
export { actionCommand } from './actions/actionCommand';
export {
  actionRequestSchema,
  actionsAnswerSchema,
  actionStateSchema,
  actionStepSchema,
} from './actions/actionContract';
export type {
  ActionRequest,
  ActionsAnswer,
  ActionState,
  ActionStep,
} from './actions/actionContract';
export { deriveActionStates } from './actions/deriveActionStates';
export type { ActionCircumstances } from './actions/deriveActionStates';
export { planDefragment, snapshotMember } from './actions/planDefragment';
export type { DefragmentPlan } from './actions/planDefragment';
export { readEtcdStatus } from './read/readEtcd';
export { mayRestartService } from './actions/mayRestartService';
export {
  KERNEL_LOG,
  LOG_LEVELS,
  logChunkSchema,
  logLineSchema,
} from './logs/logLine';
export type { LogChunk, LogLevel, LogLine } from './logs/logLine';
export {
  containerSchema,
  containersAnswerSchema,
  isContainerLog,
  readContainers,
} from './logs/container';
export type { Container, ContainersAnswer } from './logs/container';
export { parseLogLine } from './logs/parseLogLine';
export { eventRowSchema, machineEventSchema } from './events/machineEvent';
export type { MachineEvent } from './events/machineEvent';
export { readEvent } from './events/readEvent';
export {
  talosEtcdDefragmentPermission,
  talosEtcdDisarmPermission,
  talosEtcdSnapshotPermission,
  talosLogReadPermission,
  talosMachineReadPermission,
  talosMachineRebootPermission,
  talosPermissions,
  talosServiceRestartPermission,
} from './permissions';
