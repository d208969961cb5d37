export type {
  BuildOptions,
  BuiltKustomization,
  BuiltObject,
  KustomizeImage,
  KustomizePatch,
  PatchTarget,
} from './build';
export type {
  AppTemplateConventions,
  Conventions,
  FileConventions,
  FluxKustomizationConventions,
  GatewayConventions,
  HelmReleaseConventions,
  ListConventions,
  NamespaceConventions,
} from './conventions';
export type {
  AddMapEntryOptions,
  EditPath,
  EditResult,
  EditTarget,
  InsertListItemOptions,
  RemoveListItemOptions,
  ScalarValue,
  SetScalarOptions,
} from './edit';
export type {
  FileSet,
  Finding,
  FindingSeverity,
  LintOptions,
  Manifest,
  ManifestMeta,
  NamespacedName,
  Place,
  SourceReference,
} from './files';
export type {
  GatewayReference,
  ReachState,
  TreeChart,
  TreeClaim,
  TreeHelmRelease,
  TreeHostname,
  TreeImage,
  TreeKustomization,
  TreeObject,
  TreePort,
} from './objects';
export type {
  TreeAddress,
  TreeAddressPool,
  TreeBackup,
  TreeChartUse,
  TreeDatabase,
  TreeDeclaration,
  TreeGateway,
  TreeImageUse,
  TreeListener,
  TreeSecretStore,
  TreeStorageClass,
  TreeVolume,
} from './resources';
export type {
  ResolveOptions,
  TreeApp,
  TreeIndex,
  TreeNamespace,
  TreeNode,
  TreeVirtualMachine,
} from './tree';
