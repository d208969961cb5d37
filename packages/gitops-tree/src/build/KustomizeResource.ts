import type { Manifest } from '../types';

/** Manifest while it is being built. */
export interface MutableManifest extends Manifest {
  apiVersion: string;
  kind: string;
  metadata: Manifest['metadata'] & {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/**
 * A resource on its way through the kustomizations. It remembers the names it
 * had, because patches and references may use any of them.
 */
export interface KustomizeResource {
  manifest: MutableManifest;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Name and namespace before each transformer that changed them, oldest first. */
  readonly previous: ResourceIdentity[];
  /** Files with the patches that changed it, in their order. */
  readonly patchedBy: Set<string>;
  /** Whether the Flux Kustomization's own patches changed it, after all others. */
  isPatchedBySpec: boolean;
  /** For generated ConfigMaps and Secrets: whether a hash of the content joins the name at the end. */
  needsHash: boolean;
}

/** What kustomize calls an id. */
export interface ResourceIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Identity as it is now. */
export function identityOf(resource: KustomizeResource): ResourceIdentity {
  const { apiVersion, kind, metadata } = resource.manifest;
  return {
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
  };
}

/** Every identity the resource has or had. */
export function identitiesOf(
  resource: KustomizeResource,
): readonly ResourceIdentity[] {
  return [...resource.previous, identityOf(resource)];
}
