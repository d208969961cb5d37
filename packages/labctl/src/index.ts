/**
 * The definition of a lab: its inputs read, checked and rendered
 *
 * @packageDocumentation
 */
export { convertLab } from './convert/convertLab';
export type { ConvertedLab, ConvertOptions } from './convert/convertLab';
export { examineLab } from './doctor/examineLab';
export { resolveLab } from './model/resolveLab';
export { labSchema } from './model/schema/labSchema';
export type { LabInputs, ParsedLab } from './model/schema/labSchema';
export type {
  AddressRange,
  ComputedValues,
  Filled,
  FilledPart,
  ResolvedApp,
  ResolvedCluster,
  ResolvedHost,
  ResolvedLab,
  ResolvedNode,
  ResolvedVirtualMachine,
  WithComputed,
} from './model/ResolvedLab';
export {
  componentsOfApps,
  describeApp,
  formatPresetProblem,
  PRESET_GROUPS,
  presetSchema,
  readPresets,
  resolveApps,
} from './presets';
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
  ClusterOfApps,
  LabOfApps,
  Preset,
  PresetCatalog,
  PresetProblem,
  ResolvedApps,
  UnknownFact,
  WishedApp,
} from './presets';
export { decodeText } from './read/decodeText';
export type { DecodedText } from './read/decodeText';
export type { FieldPath } from './read/flatNames';
export { describeProblem } from './read/LabProblem';
export type { LabProblem, Place } from './read/LabProblem';
export type { InputFile, InputForm, LabSource } from './read/LabSource';
export { INPUT_FILES, readLab } from './read/readLab';
export type { InputFiles } from './read/readLab';
export type {
  SourceComments,
  SourceEntry,
  SourceItem,
  SourceList,
  SourceMap,
  SourceNode,
  SourceScalar,
} from './read/SourceTree';
export { toPlainKustomize } from './render/plain/toPlainKustomize';
export { renderLab } from './render/renderLab';
export type { RenderedLab, RenderLabOptions } from './render/renderLab';
export { TemplateError } from './render/TemplateError';
export type { TemplatePlace } from './render/TemplateError';
export { rerenderLab } from './rerender/rerenderLab';
export type {
  LabTexts,
  Rerender,
  RerenderOptions,
} from './rerender/rerenderLab';
export { checkSopsFile } from './secrets/checkSopsFile';
export type { KnownNames } from './validate/LabRule';
export { validateLab } from './validate/validateLab';
export type { LabVerdict } from './validate/validateLab';
export {
  checkRunbooks,
  fillRunbook,
  findRunbook,
  parseRunbook,
  RUNBOOK_AREAS,
  RUNBOOK_SECTIONS,
} from './runbooks';
export type {
  CheckRunbooksOptions,
  FilledText,
  ParsedRunbook,
  Runbook,
  RunbookArea,
  RunbookCommand,
  RunbookHeading,
  RunbookLink,
  RunbookParameter,
  RunbookParameterSource,
  RunbookPlaceholder,
  RunbookProblem,
  RunbookTool,
} from './runbooks';
