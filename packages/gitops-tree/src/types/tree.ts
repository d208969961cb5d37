import type { FileSet, Finding, Place } from './files';
import type {
  ReachState,
  TreeApplication,
  TreeHelmRelease,
  TreeHostname,
  TreeImage,
  TreeKustomization,
  TreeObject,
} from './objects';
import type {
  TreeAddress,
  TreeAddressPool,
  TreeChartUse,
  TreeDatabase,
  TreeGateway,
  TreeImageUse,
  TreeSecretStore,
  TreeStorageClass,
  TreeVolume,
} from './resources';

/**
 * An app: the directory that its owner thinks of as one thing.
 *
 * @public
 */
export interface TreeApp {
  readonly namespace: string;
  readonly name: string;
  /** Directory without a trailing slash. */
  readonly directory: string;
  /** The file a person would open first: its ks.yaml, else its HelmRelease. */
  readonly file: string;
  readonly line: number;
  readonly kustomizations: readonly TreeKustomization[];
  readonly helmReleases: readonly TreeHelmRelease[];
  /** Argo CD's; empty in a tree of Flux. */
  readonly applications: readonly TreeApplication[];
  readonly objects: readonly TreeObject[];
  /** Keys (`namespace/name`) of other Kustomizations it waits for; its own are left out. */
  readonly dependsOn: readonly string[];
  readonly hostnames: readonly string[];
  readonly images: readonly TreeImage[];
  readonly state: ReachState;
  readonly reason?: string;
}

/** @public */
export interface TreeNamespace {
  readonly name: string;
  /** Place of the Namespace object; unset when no file declares it. */
  readonly place?: Place;
  /** The directory whose kustomization sets it; unset when none does. */
  readonly directory?: string;
  readonly state: ReachState;
  /** Directories of its apps. */
  readonly apps: readonly string[];
}

/** @public */
export interface TreeVirtualMachine extends TreeObject {
  /** `spec.runStrategy`, or what the deprecated `spec.running` stands for. */
  readonly runStrategy?: string;
  readonly instancetype?: string;
  readonly preference?: string;
  /** Directory of the app it belongs to; unset when it belongs to none. */
  readonly app?: string;
}

/** @public */
export interface TreeNode extends Place {
  readonly name: string;
  readonly address?: string;
  readonly isControlPlane: boolean;
  /** Which file format told. */
  readonly layout:
    | 'nodes'
    | 'talhelper'
    | 'topf'
    | 'cluster-toml'
    | 'minijinja';
}

/**
 * What a tree says, with everything it declares and where.
 *
 * Promise: the same files give the same index, in the same order. A file that
 * cannot be read is in `problems` and costs nothing else.
 *
 * @public
 */
export interface TreeIndex {
  readonly root: string;
  readonly files: FileSet;
  readonly apps: readonly TreeApp[];
  readonly namespaces: readonly TreeNamespace[];
  readonly kustomizations: readonly TreeKustomization[];
  readonly helmReleases: readonly TreeHelmRelease[];
  readonly applications: readonly TreeApplication[];
  readonly virtualMachines: readonly TreeVirtualMachine[];
  readonly nodes: readonly TreeNode[];
  readonly hostnames: readonly TreeHostname[];
  readonly addresses: readonly TreeAddress[];
  readonly addressPools: readonly TreeAddressPool[];
  readonly storageClasses: readonly TreeStorageClass[];
  readonly secretStores: readonly TreeSecretStore[];
  readonly gateways: readonly TreeGateway[];
  readonly databases: readonly TreeDatabase[];
  /** Claims of Kubernetes, of releases of app-template, of StatefulSets and of virtual machines. */
  readonly volumes: readonly TreeVolume[];
  /** One for each object that runs it. */
  readonly images: readonly TreeImageUse[];
  /** One for each release. */
  readonly charts: readonly TreeChartUse[];
  readonly objects: readonly TreeObject[];
  /** Files that do not parse, and Kustomizations that do not build. */
  readonly problems: readonly Finding[];
}

/** @public */
export interface ResolveOptions {
  /** Directory of the Kubernetes tree, `''` for the whole repository. Node records are looked for everywhere. */
  readonly root: string;
  /** An index of an earlier state of the same tree: files with the same text are not parsed again. */
  readonly previous?: TreeIndex;
}
