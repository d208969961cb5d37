/**
 * Read, resolve, inspect, edit and lint a GitOps tree, in memory
 *
 * @packageDocumentation
 */
export { BuildError } from './build/BuildError';
export type { BuildErrorCode, BuildErrorPlace } from './build/BuildError';
export { buildKustomization } from './build/buildKustomization';
export { addMapEntry } from './edit/addMapEntry';
export { insertListItem } from './edit/insertListItem';
export { listScalars } from './edit/listScalars';
export { removeEntry } from './edit/removeEntry';
export { removeListItem } from './edit/removeListItem';
export { setScalar } from './edit/setScalar';
export { inspectTree } from './inspect/inspectTree';
export { lintTree } from './lint/lintTree';
export { resolveTree } from './resolve/resolveTree';
export type {
  AddMapEntryOptions,
  AppTemplateConventions,
  BuildOptions,
  BuiltKustomization,
  BuiltObject,
  Conventions,
  EditPath,
  EditResult,
  EditTarget,
  FileConventions,
  FileSet,
  Finding,
  FindingSeverity,
  FluxKustomizationConventions,
  GatewayConventions,
  GatewayReference,
  HelmReleaseConventions,
  InsertListItemOptions,
  KustomizeImage,
  KustomizePatch,
  LintOptions,
  ListConventions,
  ListItemValue,
  Manifest,
  ManifestMeta,
  NamespaceConventions,
  NamespacedName,
  PatchTarget,
  Place,
  ReachState,
  RemoveListItemOptions,
  ResolveOptions,
  ScalarValue,
  SetScalarOptions,
  SourceReference,
  TreeAddress,
  TreeAddressPool,
  TreeApp,
  TreeApplication,
  TreeApplicationSource,
  TreeBackup,
  TreeChart,
  TreeChartUse,
  TreeClaim,
  TreeDatabase,
  TreeDeclaration,
  TreeGateway,
  TreeHelmRelease,
  TreeHostname,
  TreeImage,
  TreeImageUse,
  TreeIndex,
  TreeKustomization,
  TreeListener,
  TreeNamespace,
  TreeNode,
  TreeObject,
  TreePort,
  TreeSecretStore,
  TreeStorageClass,
  TreeVirtualMachine,
  TreeVolume,
  WrittenScalar,
} from './types';
