import type { Manifest, NamespacedName, Place, SourceReference } from './files';

/**
 * Whether the cluster is told about a thing:
 *
 * - `reached`: a chain of Kustomizations applies it
 * - `not-referenced`: no list, and no Kustomization, leads to its file
 * - `commented-out`: the entry that would lead to it stands as a comment
 * - `suspended`: it is reached, and it or something in its chain is suspended
 *
 * @public
 */
export type ReachState =
  | 'reached'
  | 'not-referenced'
  | 'commented-out'
  | 'suspended';

/**
 * One object of the tree, as it is applied: namespace and name after the
 * transformers and the substitution of its chain.
 *
 * @public
 */
export interface TreeObject extends Place {
  readonly apiVersion: string;
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Unset when cluster-scoped, or when nothing in its chain says which. */
  readonly namespace?: string;
  readonly name: string;
  /** Keys (`namespace/name`) of the Flux Kustomizations, or of Argo CD's Applications and their sets, that apply it, outermost first; empty when not reached. */
  readonly chain: readonly string[];
  readonly state: ReachState;
  /** Names the file that explains any state but `reached`. */
  readonly reason?: string;
  /**
   * Files with the patches that changed it on its way, in their order: a patch's own
   * file, or the kustomization or Flux Kustomization that holds it. A Flux Kustomization whose
   * patches its parent gave it is named itself.
   */
  readonly patchedBy: readonly string[];
  /**
   * The object after its chain's namespace, substitution and patches when reached, as written otherwise.
   * Values of Secrets are taken out: their keys stay, with empty strings.
   */
  readonly manifest: Manifest;
}

/** @public */
export interface TreeKustomization extends TreeObject {
  /** `spec.path`, normalised: no leading `./`, relative to the root of its source. */
  readonly path: string;
  readonly sourceRef?: SourceReference;
  /** False when the source is not this repository, so that its path cannot be looked at. */
  readonly isLocal: boolean;
  readonly dependsOn: readonly NamespacedName[];
  readonly components: readonly string[];
  readonly targetNamespace?: string;
  readonly isSuspended: boolean;
  /** Key of the Kustomization that applies this one; unset for a root. */
  readonly parent?: string;
}

/**
 * Where an Argo CD Application takes its objects from.
 *
 * @public
 */
export interface TreeApplicationSource {
  readonly repoUrl: string;
  /** Directory in that repository, normalised; unset for a chart, and for a source that only lends files. */
  readonly path?: string;
  readonly chart?: string;
  /** Branch, tag or commit; the version of a chart. */
  readonly revision?: string;
  /** Whether directories below the path count, where there is no kustomization. */
  readonly isRecursive: boolean;
}

/**
 * An Argo CD Application, written out or made by an ApplicationSet; then its
 * place is that of the set.
 *
 * @public
 */
export interface TreeApplication extends TreeObject {
  readonly sources: readonly TreeApplicationSource[];
  /** Directories of this repository that it applies. */
  readonly paths: readonly string[];
  readonly targetNamespace?: string;
  readonly project?: string;
  /** False when a person has to start each sync. */
  readonly isAutomated: boolean;
  /** Key (`namespace/name`) of the Application, set or Kustomization that brings it; unset for a root. */
  readonly parent?: string;
}

/**
 * What a HelmRelease installs.
 *
 * @public
 */
export interface TreeChart {
  /** Name of the chart, e.g. `app-template`; falls back to the source's name. */
  readonly name: string;
  /** Version, tag, semver range or digest as the tree says it; unset when it does not. */
  readonly version?: string;
  readonly sourceRef: SourceReference;
  /** Address of the source; unset when the source is not in the tree. */
  readonly url?: string;
  readonly via: 'chartRef' | 'chart';
}

/** @public */
export interface TreeHostname extends Place {
  /** As resolved; text in `${}` or `{{ }}` remains where the tree does not tell. */
  readonly hostname: string;
  /** False when `${}` or `{{ }}` remains in it. */
  readonly isResolved: boolean;
  /** Object that claims it, `Kind namespace/name`. */
  readonly owner: string;
  readonly ownerKind: string;
  readonly namespace: string;
  readonly name: string;
  readonly state: ReachState;
  readonly gateways: readonly GatewayReference[];
}

/** @public */
export interface GatewayReference {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

/**
 * A container image as the tree names it.
 *
 * @public
 */
export interface TreeImage {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** @public */
export interface TreePort {
  /** Name of the Service as the chart would name it. */
  readonly service: string;
  readonly port: number;
}

/** @public */
export interface TreeClaim {
  /** Name of the PersistentVolumeClaim. */
  readonly name: string;
  /** False for a claim that something else must make (`existingClaim`). */
  readonly isCreated: boolean;
  /** As written, e.g. `10Gi`. */
  readonly size?: string;
  readonly storageClass?: string;
}

/** @public */
export interface TreeHelmRelease extends TreeObject {
  /** Name of the Helm release: `spec.releaseName`, else the object's name (prefixed by the target namespace when that is set). */
  readonly releaseName: string;
  /** Namespace that the chart's objects go to. */
  readonly targetNamespace?: string;
  readonly chart?: TreeChart;
  readonly isSuspended: boolean;
  readonly dependsOn: readonly NamespacedName[];
  readonly hostnames: readonly string[];
  readonly images: readonly TreeImage[];
  readonly ports: readonly TreePort[];
  readonly claims: readonly TreeClaim[];
  readonly gateways: readonly GatewayReference[];
}
