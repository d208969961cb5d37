/** Presets of apps, and what a lab's wishes become. Runs in browser and Node. */
export type {
  AppBackup,
  AppClaim,
  AppContext,
  AppDatabase,
  AppMount,
  AppPod,
  AppProbe,
  AppRoute,
  AppSecret,
  AppSecretKey,
  AppService,
  AppVariable,
  AppVolume,
  AppWorkload,
} from './AppContext';
export { describeApp } from './describeApp';
export type { UnknownFact } from './describeApp';
export type { ClusterOfApps, LabOfApps } from './LabOfApps';
export type { WishedApp } from './mergeWish';
export { formatPresetProblem } from './PresetProblem';
export type { PresetProblem } from './PresetProblem';
export { PRESET_GROUPS, presetSchema } from './presetSchema';
export type { Preset } from './presetSchema';
export { readPresets } from './readPresets';
export type { PresetCatalog } from './readPresets';
export { componentsOfApps, resolveApps } from './resolveApps';
export type { ResolvedApps } from './resolveApps';
