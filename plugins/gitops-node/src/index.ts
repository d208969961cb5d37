/**
 * The tree at a revision, and the forge it lies on.
 *
 * @packageDocumentation
 */
export type {
  ChangeProposal,
  ProposalResult,
  ProposedFile,
} from './change/ChangeProposal';
export { proposeChange } from './change/proposeChange';
export { DefaultForgeService } from './forge/DefaultForgeService';
export { ForgeError, isForgeError } from './forge/ForgeError';
export type { ForgeErrorCode } from './forge/ForgeError';
export { gitBlobHash } from './forge/gitBlobHash';
export { toAppPreset } from './presets/toAppPreset';
export { appPresetsServiceRef } from './services/appPresetsServiceRef';
export type { AppPresets } from './services/appPresetsServiceRef';
export { forgeServiceRef } from './services/forgeServiceRef';
export type { ForgeService, PersonalSignIn } from './services/forgeServiceRef';
export { imageRegistriesServiceRef } from './services/imageRegistriesServiceRef';
export { repoStoreServiceRef } from './services/repoStoreServiceRef';
export { DefaultRepoStore } from './store/DefaultRepoStore';
export type { RepoStoreOptions } from './store/DefaultRepoStore';
export type {
  CommitRequest,
  FileChange,
  Forge,
  ForgeBranch,
  ForgeChecks,
  ForgeCommit,
  PullRequest,
  PullRequestEnds,
  PullRequestFilter,
  PullRequestText,
} from './types/Forge';
export type { ImageRegistries } from './types/ImageRegistries';
export type { RepoSnapshot, RepoStore, RepoTree } from './types/RepoStore';
export type { ForgeKind, RepositoryInfo } from './types/RepositoryInfo';
