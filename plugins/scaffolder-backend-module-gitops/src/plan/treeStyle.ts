import type {
  Conventions,
  GatewayReference,
  TreeIndex,
} from '@homestage/gitops-tree';
import { chartStyle, type ChartStyle } from './chartStyle';
import { substitutionStyle } from './substitutionStyle';

/**
 * What stands in a template for what the tree does not tell: only used where
 * the tree has no example.
 *
 * @public
 */
export interface StyleDefaults {
  appTemplate?: { url?: string; version?: string };
}

/** Kinds that skeletons write, and what the conventions call them. */
const HEADS = {
  fluxKustomization: 'FluxKustomization',
  kustomization: 'Kustomization',
  helmRelease: 'AppTemplate',
  ociRepository: 'OCIRepository',
  persistentVolumeClaim: 'PersistentVolumeClaim',
  namespace: 'Namespace',
  cluster: 'Cluster',
  postgres: 'Postgres',
  dragonfly: 'Dragonfly',
  externalSecret: 'ExternalSecret',
  objectBucketClaim: 'ObjectBucketClaim',
  securityPolicy: 'SecurityPolicy',
  virtualMachine: 'VirtualMachine',
} as const;

/**
 * How files of this tree are written, with every gap filled, so that a skeleton
 * needs no conditions of its own beyond "is it set".
 *
 * @public
 */
export interface TreeStyle {
  /** What a file of this kind begins with: `---` and the schema comment, or nothing. */
  head: Record<keyof typeof HEADS, string>;
  files: Record<
    | 'fluxKustomization'
    | 'kustomization'
    | 'helmRelease'
    | 'ociRepository'
    | 'persistentVolumeClaim'
    | 'externalSecret'
    | 'namespace',
    string
  >;
  /** Before a local path in `resources`. */
  itemPrefix: string;
  /** Before the dash of a list item, relative to its key. */
  listIndent: string;
  ks: {
    apiVersion: string;
    interval: string;
    retryInterval?: string;
    timeout?: string;
    prune: boolean;
    wait?: boolean;
    sourceRef: { kind: string; name: string; namespace?: string };
    /** Set when its Flux Kustomizations say their own namespace. */
    namespace?: string;
    targetNamespace?: string;
    hasCommonMetadata: boolean;
    hasNameAnchor: boolean;
    /** `postBuild.substituteFrom` of the others; empty when they have none. */
    substituteFrom: { kind: string; name: string; optional?: boolean }[];
  };
  helmRelease: { apiVersion: string; interval: string };
  /** Set when objects of this tree say their own namespace. */
  objectNamespace?: string;
  namespace: {
    /** `namespace:` of its kustomization; unset where the tree has none. */
    transformer?: string;
    /** Name that its Namespace manifest bears. */
    manifestName: string;
    components: string[];
  };
  gateways: { internal?: GatewayReference; external?: GatewayReference };
}

/**
 * The style for a new app, whose chart is to be brought in as well.
 *
 * @public
 */
export interface AppStyle extends TreeStyle {
  chart: ChartStyle;
}

/** The tree's style for a new app of app-template. */
export function appStyle(
  app: { namespace: string; name: string },
  tree: { index: TreeIndex; conventions: Conventions },
  defaults: StyleDefaults = {},
): AppStyle {
  return { ...treeStyle(app, tree), chart: chartStyle(app, tree, defaults) };
}

/** The tree's style for objects of one namespace. */
export function treeStyle(
  app: { namespace: string },
  tree: { index: TreeIndex; conventions: Conventions },
): TreeStyle {
  const { index, conventions } = tree;
  const { namespace, lists } = conventions;
  const setsObjectNamespace =
    namespace.from === 'metadata' ||
    conventions.helmRelease.hasMetadataNamespace;
  return {
    head: headStyle(conventions),
    files: fileNames(conventions),
    itemPrefix: lists.itemPrefix,
    listIndent: lists.isIndented ? '  ' : '',
    ks: {
      ...ksStyle(app, conventions),
      substituteFrom: substitutionStyle(index),
    },
    helmRelease: {
      apiVersion:
        conventions.helmRelease.apiVersion ?? 'helm.toolkit.fluxcd.io/v2',
      interval: conventions.helmRelease.interval ?? '1h',
    },
    objectNamespace: setsObjectNamespace ? app.namespace : undefined,
    namespace: {
      transformer:
        namespace.from === 'kustomization' ? app.namespace : undefined,
      manifestName:
        namespace.from === 'kustomization' && namespace.placeholder
          ? namespace.placeholder
          : app.namespace,
      components: [...namespace.components],
    },
    gateways: {
      internal: conventions.gateways.internal,
      external: conventions.gateways.external,
    },
  };
}

function ksStyle(
  app: { namespace: string },
  { fluxKustomization: ks }: Conventions,
): Omit<TreeStyle['ks'], 'substituteFrom'> {
  return {
    apiVersion: ks.apiVersion ?? 'kustomize.toolkit.fluxcd.io/v1',
    interval: ks.interval ?? '1h',
    retryInterval: ks.retryInterval,
    timeout: ks.timeout,
    prune: ks.prune ?? true,
    wait: ks.wait,
    sourceRef: ks.sourceRef ?? {
      kind: 'GitRepository',
      name: 'flux-system',
      namespace: 'flux-system',
    },
    namespace: ks.hasMetadataNamespace
      ? ks.metadataNamespace ?? app.namespace
      : undefined,
    targetNamespace: ks.hasTargetNamespace ? app.namespace : undefined,
    hasCommonMetadata: ks.hasCommonMetadata,
    hasNameAnchor: ks.hasNameAnchor,
  };
}

function headStyle(conventions: Conventions): TreeStyle['head'] {
  const start = conventions.hasDocumentStart ? '---\n' : '';
  const head = (kind: string) => {
    const address = conventions.schemaComments[kind];
    return address
      ? `${start}# yaml-language-server: $schema=${address}\n`
      : start;
  };
  return Object.fromEntries(
    Object.entries(HEADS).map(([key, kind]) => [key, head(kind)]),
  ) as TreeStyle['head'];
}

function fileNames({ files }: Conventions): TreeStyle['files'] {
  return {
    fluxKustomization: files.fluxKustomization ?? 'ks.yaml',
    kustomization: files.kustomization ?? 'kustomization.yaml',
    helmRelease: files.helmRelease ?? 'helmrelease.yaml',
    ociRepository: files.ociRepository ?? 'ocirepository.yaml',
    persistentVolumeClaim: files.persistentVolumeClaim ?? 'pvc.yaml',
    externalSecret: files.externalSecret ?? 'externalsecret.yaml',
    namespace: files.namespace ?? 'namespace.yaml',
  };
}
