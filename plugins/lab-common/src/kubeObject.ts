/**
 * A Kubernetes object as the watch cache keeps it: without `managedFields` and
 * without the last-applied annotation. Everything but the identity is optional,
 * because what a cluster returns is input like any other.
 *
 * @public
 */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubeObjectMeta;
  readonly spec?: any;
  readonly status?: any;
  readonly [field: string]: unknown;
}

/** @public */
export interface KubeObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly KubeOwnerReference[];
  readonly finalizers?: readonly string[];
  readonly [field: string]: unknown;
}

/** @public */
export interface KubeOwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/**
 * A kind without a version: which version is served is found by discovery.
 * The core group is the empty string.
 *
 * @public
 */
export interface KindRef {
  readonly group: string;
  readonly kind: string;
}

/**
 * Names one object of one cluster.
 *
 * @public
 */
export interface ObjectRef extends KindRef {
  readonly cluster: string;
  /** Unset for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
}

/**
 * `kind.group`, or the bare kind for the core group: `Kustomization.kustomize.toolkit.fluxcd.io`, `Pod`.
 *
 * @public
 */
export function formatKindRef(ref: KindRef): string {
  return ref.group ? `${ref.kind}.${ref.group}` : ref.kind;
}

/**
 * Reads what {@link formatKindRef} writes.
 *
 * @public
 */
export function parseKindRef(text: string): KindRef {
  const dot = text.indexOf('.');
  return dot < 0
    ? { kind: text, group: '' }
    : { kind: text.slice(0, dot), group: text.slice(dot + 1) };
}

/**
 * The one key of an object across all clusters:
 * `cluster/kind.group/namespace/name`, with an empty namespace for
 * cluster-scoped objects. It names a place, not an incarnation: compare UIDs
 * where "deleted and made again" matters.
 *
 * @public
 */
export function objectKey(ref: ObjectRef): string {
  return `${ref.cluster}/${formatKindRef(ref)}/${ref.namespace ?? ''}/${
    ref.name
  }`;
}

/**
 * The group part of an `apiVersion`; the empty string for the core group.
 *
 * @public
 */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * The reference of an object read from a cluster.
 *
 * @public
 */
export function refOf(cluster: string, object: KubeObject): ObjectRef {
  return {
    cluster,
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace: object.metadata.namespace || undefined,
    name: object.metadata.name,
  };
}
