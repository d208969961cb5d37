/**
 * The embedded lab: a Kubernetes API, a forge and controllers on loopback
 *
 * @packageDocumentation
 */
export { MemoryObjectStore, startKubernetesApi } from './kubernetes';
export type {
  KubernetesApi,
  KubernetesApiOptions,
  MemoryObjectStoreOptions,
  ObjectStore,
  StoredObject,
  VersionedObjectStore,
} from './kubernetes';
export { startForge } from './forge';
export type {
  FileChange,
  FileSet,
  Forge,
  ForgeFault,
  ForgeOptions,
  PushEvent,
  RepositoryOptions,
} from './forge';
