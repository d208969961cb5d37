import type { GatewayReference } from './objects';

/**
 * What most of the tree does. Each field is unset (or empty) when the tree has
 * no example of it.
 *
 * @public
 */
export interface Conventions {
  /** Directory that holds the namespaces' directories, e.g. `kubernetes/apps`. */
  readonly appsDirectory?: string;
  readonly files: FileConventions;
  readonly lists: ListConventions;
  readonly namespace: NamespaceConventions;
  readonly fluxKustomization: FluxKustomizationConventions;
  readonly helmRelease: HelmReleaseConventions;
  readonly appTemplate?: AppTemplateConventions;
  readonly gateways: GatewayConventions;
  /** Domain of the tree's host names, e.g. `${SECRET_DOMAIN}` or `lab.example`. */
  readonly domain?: string;
  /** Storage classes that claims name, the most used first. */
  readonly storageClasses: readonly string[];
  /** `# yaml-language-server: $schema=` addresses by kind (`Kustomization` is kustomize's, `FluxKustomization` Flux's, `AppTemplate` a HelmRelease of that chart). */
  readonly schemaComments: Readonly<Record<string, string>>;
  /** True when most files begin with `---`. */
  readonly hasDocumentStart: boolean;
}

/** @public */
export interface FileConventions {
  /** Name of the file with an app's Flux Kustomizations, e.g. `ks.yaml`. */
  readonly fluxKustomization?: string;
  /** Name of the directory below it, e.g. `app`; empty when the app's objects lie beside it. */
  readonly appDirectory?: string;
  readonly kustomization?: string;
  readonly helmRelease?: string;
  readonly ociRepository?: string;
  readonly persistentVolumeClaim?: string;
  readonly externalSecret?: string;
  readonly namespace?: string;
}

/** @public */
export interface ListConventions {
  /** What stands before a local path in `resources`: `./` or nothing. */
  readonly itemPrefix: './' | '';
  readonly isSorted: boolean;
  /** True when list items are indented under their key. */
  readonly isIndented: boolean;
}

/** @public */
export interface NamespaceConventions {
  /** Where an object's namespace comes from: its directory's kustomization, `targetNamespace`, or its own metadata. */
  readonly from: 'kustomization' | 'targetNamespace' | 'metadata';
  /** Name written in Namespace manifests when the transformer renames them, e.g. `_`. */
  readonly placeholder?: string;
  /** `components` that most namespace kustomizations list. */
  readonly components: readonly string[];
}

/** @public */
export interface FluxKustomizationConventions {
  readonly apiVersion?: string;
  readonly interval?: string;
  readonly retryInterval?: string;
  readonly timeout?: string;
  readonly prune?: boolean;
  /** Unset when most leave it out. */
  readonly wait?: boolean;
  /** `./` or nothing, before `spec.path`. */
  readonly pathPrefix: './' | '' | '/';
  /** As written: the namespace is unset when most leave it out. */
  readonly sourceRef?: {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
  readonly hasTargetNamespace: boolean;
  readonly hasMetadataNamespace: boolean;
  /** The namespace most of them carry when it is not the app's, e.g. `flux-system`. */
  readonly metadataNamespace?: string;
  /** True when most set `commonMetadata.labels` with the app's name. */
  readonly hasCommonMetadata: boolean;
  /** True when names are written once and referred to by `*app`. */
  readonly hasNameAnchor: boolean;
}

/** @public */
export interface HelmReleaseConventions {
  readonly apiVersion?: string;
  readonly interval?: string;
  readonly hasMetadataNamespace: boolean;
}

/** @public */
export interface AppTemplateConventions {
  /** Tag or version that most releases use. */
  readonly version?: string;
  readonly via: 'chartRef' | 'chart';
  /** `per-app`: each app has its own source; `shared`: they refer to one. */
  readonly repository: 'per-app' | 'shared';
  readonly sourceKind: string;
  /** Name and namespace of the shared source. */
  readonly sourceName?: string;
  readonly sourceNamespace?: string;
  readonly url?: string;
  /** The source of the newest version as it is written, for those who write another like it. */
  readonly exampleFile?: string;
  readonly interval?: string;
  /** How the version is pinned in an OCIRepository. */
  readonly pin?: 'tag' | 'semver' | 'digest';
  /** Digest of the version, where the tree pins by digest as well. */
  readonly digest?: string;
  readonly hasLayerSelector: boolean;
}

/** @public */
export interface GatewayConventions {
  readonly internal?: GatewayReference;
  readonly external?: GatewayReference;
  /** Every gateway that routes refer to, the most used first. */
  readonly all: readonly GatewayReference[];
}
