import type { GatewayReference } from '@homestage/gitops-tree';

/**
 * An app as the skeleton writes it. Every text is a YAML scalar, quoted where YAML
 * would otherwise read a number or a truth value.
 *
 * @public
 */
export interface AppValues {
  name: string;
  namespace: string;
  /** The first is the app itself. */
  workloads: WorkloadValues[];
  /** Who the pods run as; unset: as the image says. */
  pod?: PodValues;
  /** Written into a ConfigMap of the release. */
  configFiles: { name: string; lines: string[] }[];
  persistence: VolumeValues[];
  claims: ClaimValues[];
  services: ServiceValues[];
  route?: { hostname: string; gateway: GatewayReference; port: number };
  /** What it reads of the Kubernetes API. */
  clusterRules: { apiGroups: string; resources: string; verbs: string }[];
  database?: DatabaseValues;
  /** Name of its Dragonfly. */
  cache?: string;
  secret?: {
    name: string;
    item: string;
    store: string;
    storeKind: string;
    apiVersion: string;
  };
  /** Flux Kustomizations that it waits for. */
  dependsOn: { name: string; namespace?: string }[];
}

/** A controller of the chart with its one container. @public */
export interface WorkloadValues {
  name: string;
  /** Unset: a Deployment. */
  type?: string;
  replicas?: number;
  cronjob?: { schedule: string; timezone: string };
  args: string[];
  command: string[];
  env: {
    name: string;
    text?: string;
    secret?: { name: string; key: string };
  }[];
  envSecret?: string;
  image: { repository: string; tag: string };
  probe: {
    kind: 'http' | 'tcp' | 'command' | 'port' | 'none';
    path: string;
    port: number;
    command: string[];
  };
  startupTries?: number;
  resources: { cpu: string; memory?: string; limit?: string };
  /** Lines of its security context. */
  security: string[];
}

/** @public */
export interface PodValues {
  user?: { uid: number; gid: number; hasVolume: boolean };
  isHostNetwork: boolean;
  readsApi: boolean;
}

/** @public */
export interface VolumeValues {
  name: string;
  kind: 'claim' | 'nfs' | 'scratch' | 'config';
  /** claim: its name. */
  claim?: string;
  nfs?: { server: string; path: string };
  mounts: { path: string; subPath?: string; isReadOnly: boolean }[];
  /** Workloads that mount it; empty: all. */
  workloads: string[];
}

/** @public */
export interface ClaimValues {
  name: string;
  size: string;
  accessMode: string;
  storageClass?: string;
}

/** @public */
export interface ServiceValues {
  name: string;
  workload: string;
  isPrimary: boolean;
  loadBalancer?: { annotation?: string; address?: string };
  ports: { name: string; port: number; protocol: string }[];
}

/** A PostgreSQL by CloudNativePG. @public */
export interface DatabaseValues {
  name: string;
  owner: string;
  image?: string;
  extensions: string[];
  libraries: string[];
  size: string;
  instances: number;
}
