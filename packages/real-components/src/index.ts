export { buildTree, objectsIn, type TreeObject } from './files/buildTree';
export {
  applyFaults,
  conformFaults,
  type Fault,
  unavailableKinds,
} from './files/checkObjects';
export {
  machineDocuments,
  readTalosSchema,
  TALOS_SCHEMA_VERSION,
  type MachineDocument,
} from './files/machines/talosSchema';
export { FLUX_GROUPS, RealFlux } from './flux/RealFlux';
export { CuttingProxy } from './network/CuttingProxy';
export { type GiteaAnswer, RealGitea } from './gitea/RealGitea';
export {
  type KubernetesAddress,
  type KubernetesAnswer,
  KubernetesConnection,
  type KubernetesRequest,
  type KubernetesWatch,
} from './kubernetes/KubernetesConnection';
export { RealEtcd } from './kubernetes/RealEtcd';
export {
  type AuditEvent,
  RealKubernetes,
  type RealKubernetesOptions,
} from './kubernetes/RealKubernetes';
export { type PortalLab, portalConfig } from './portal/portalConfig';
export { RealPortal } from './portal/RealPortal';
export { RealRegistry } from './registry/RealRegistry';
export { LabFolder } from './process/LabFolder';
export {
  type ToolAnswer,
  type ToolOptions,
  runTool,
  tryTool,
} from './process/runTool';
export { type WaitOptions, waitFor } from './process/waitFor';
export {
  TOOL_PATH,
  definitionsFolder,
  toolAssets,
  toolFile,
} from './tools/toolFile';
