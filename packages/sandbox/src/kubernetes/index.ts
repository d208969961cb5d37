export { ApiStatusError } from './ApiStatusError';
export type { ApiStatus, StatusCause } from './ApiStatusError';
export { MemoryObjectStore } from './MemoryObjectStore';
export type { MemoryObjectStoreOptions } from './MemoryObjectStore';
export type {
  ApplyOptions,
  DeleteOptions,
  ObjectStore,
  ResourceType,
  StoredObject,
  StoredRef,
  StoreEvent,
  UpdateOptions,
  VersionedObjectStore,
  WriteOptions,
} from './ObjectStore';
export { labDefinitions } from './labDefinitions';
export type { ContainerLog, LogLine, LogSource } from './LogSource';
export { startKubernetesApi } from './startKubernetesApi';
export type { KubernetesApi, KubernetesApiOptions } from './startKubernetesApi';
export { TokenRegistry } from './auth/TokenRegistry';
export type { ApiUser } from './auth/TokenRegistry';
export type { PolicyRule } from './auth/PolicyRule';
export type { Fault, FaultMatch } from './http/Faults';
export type { FaultSwitches } from './http/sandboxHandlers';
export { RequestCounter } from './http/RequestCounter';
export type { RequestCount } from './http/RequestCounter';
