/**
 * GitOps write path: permissions, field rules and the REST contract.
 *
 * @packageDocumentation
 */
export {
  FetchGitopsClient,
  changesAnswerSchema,
  repositoriesAnswerSchema,
} from './client/GitopsClient';
export type {
  ChangesAnswer,
  FetchGitopsClientOptions,
  GitopsClient,
  GitopsRequestOptions,
  RepositoriesAnswer,
} from './client/GitopsClient';
export { GitopsRequestError } from './client/GitopsRequestError';
export {
  CHANGE_BRANCH_PREFIX,
  CHANGE_LEGS,
  CHANGE_PLAN_FILE,
  changeLegSchema,
  changePlanSchema,
  changeRowSchema,
  findingSchema,
  plannedFileSchema,
  touchedEntitySchema,
} from './contract/change';
export type {
  ChangeLeg,
  ChangePlan,
  ChangeRow,
  PlannedFile,
  TouchedEntity,
} from './contract/change';
export { formFactsSchema, repositoryRowSchema } from './contract/facts';
export type { FormFacts, RepositoryRow } from './contract/facts';
export {
  IMAGE_UNKNOWN_REASONS,
  imageCheckRequestSchema,
  imageCheckSchema,
} from './contract/image';
export type { ImageCheck, ImageCheckRequest } from './contract/image';
export { appPresetSchema, presetsAnswerSchema } from './contract/preset';
export type { AppPreset, PresetsAnswer } from './contract/preset';
export {
  fieldProblemSchema,
  previewAnswerSchema,
  previewRequestSchema,
  validateAnswerSchema,
  validateRequestSchema,
} from './contract/requests';
export type {
  FieldProblem,
  PreviewAnswer,
  PreviewRequest,
  ValidateRequest,
} from './contract/requests';
export { appParts } from './derive/appParts';
export type { AppPart } from './derive/appParts';
export type { ChoiceFacts } from './derive/checkChoices';
export { checkForm } from './derive/checkForm';
export { bucketClasses } from './derive/bucketClasses';
export { changeAppliers } from './derive/changeAppliers';
export type { ChangeAppliers } from './derive/changeAppliers';
export { checkNewApp } from './derive/checkNewApp';
export type { NewAppFacts } from './derive/checkNewApp';
export {
  CHANGE_STATUSES,
  deriveChangeStatus,
} from './derive/deriveChangeStatus';
export type { ChangeStatus } from './derive/deriveChangeStatus';
export { deriveLegs } from './derive/deriveLegs';
export type {
  ChangeStation,
  ChangeWay,
  Containment,
} from './derive/deriveLegs';
export { deriveTouched } from './derive/deriveTouched';
export type { EntityPlace } from './derive/deriveTouched';
export { suggestSecretItem } from './derive/deriveSecretItems';
export { freeAddress } from './derive/freeAddress';
export { deriveFormFacts } from './derive/deriveFormFacts';
export type { FormFactsInput } from './derive/deriveFormFacts';
export { nextRuns, parseCron } from './fields/cron';
export type { CronSchedule } from './fields/cron';
export { FIELD_RULES } from './fields/fieldRules';
export type { FieldRule, RuledField } from './fields/fieldRules';
export { formDraftSchema } from './fields/formDraft';
export type { FormDraft } from './fields/formDraft';
export { parseImageReference } from './fields/ImageReference';
export type { ImageReference } from './fields/ImageReference';
export { locateImage } from './fields/locateImage';
export type { ImageLocation } from './fields/locateImage';
export {
  exposureSchema,
  newAppDraftSchema,
  newAppSchema,
} from './fields/newApp';
export type { Exposure, NewApp, NewAppDraft } from './fields/newApp';
export { parseQuantityBytes } from './fields/quantity';
export { parseSshKey } from './fields/sshKey';
export type { SshKey } from './fields/sshKey';
export {
  gitopsChangeCreatePermission,
  gitopsPermissions,
  gitopsTreeReadPermission,
} from './permissions';
