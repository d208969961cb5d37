import { ServedVersion } from './schema/ServedVersion';

/** A Kubernetes object as the embedded lab stores it. @public */
export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    deletionGracePeriodSeconds?: number;
    generateName?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: Array<{
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
      blockOwnerDeletion?: boolean;
    }>;
    [field: string]: unknown;
  };
  spec?: any;
  status?: any;
  [field: string]: any;
}

/** A kind the lab serves. The core group is the empty string. @public */
export interface ResourceType {
  group: string;
  /** The version objects are stored and handed out in. */
  version: string;
  kind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  namespaced: boolean;
  /** Whether `status` is written through its subresource only. */
  hasStatus: boolean;
  /** Groups of kinds that kubectl knows by one word, such as `all`. */
  categories?: readonly string[];
  /** Where the replica counts are, when the kind can be scaled. */
  scale?: ScalePaths;
  /** Every served version with its schema; unset means `version` alone, without a schema. */
  versions?: readonly ServedVersion[];
  /** Whether a CustomResourceDefinition brought the kind. */
  isCustom?: boolean;
}

/** Dotted paths into an object, as a CustomResourceDefinition's `scale` gives them. @public */
export interface ScalePaths {
  specReplicas: string;
  statusReplicas: string;
  /** A string in an object, for custom resources; built-in kinds keep a selector object. */
  labelSelector?: string;
}

/** Names one stored object, whatever the version it is served in. @public */
export interface StoredRef {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** One change of one object. `previous` is what it was before, unset when added. @public */
export type StoreEvent = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: StoredObject;
  previous?: StoredObject;
};

/** What every write may be told. @public */
export interface WriteOptions {
  /** Who owns the fields written; unset leaves the ownership as it is. */
  fieldManager?: string;
  /** Checks and answers as if written, and writes nothing. */
  dryRun?: boolean;
  /** Fields the kind's schema does not know: dropped (the default) or refused with 400. */
  unknownFields?: 'drop' | 'refuse';
  /** Told of the paths of fields that were dropped so, when there are any. */
  onUnknownFields?: (paths: readonly string[]) => void;
}

/** What an update may be told beyond that. @public */
export interface UpdateOptions extends WriteOptions {
  /** `status` writes only the status; `scale` is only noted with who wrote. */
  subresource?: 'status' | 'scale';
}

/** What server-side apply must and may be told. @public */
export interface ApplyOptions extends UpdateOptions {
  fieldManager: string;
  /** Takes fields over from other managers instead of answering 409; true when unset. */
  force?: boolean;
}

/** How an object is to go. @public */
export interface DeleteOptions {
  /** What becomes of the objects this one owns; Background when unset. */
  propagation?: 'Background' | 'Foreground' | 'Orphan';
  /** 409 when the object is not this one any more. */
  preconditions?: { uid?: string; resourceVersion?: string };
  /**
   * Of a Pod bound to a node: 0 removes it at once; otherwise it is marked as
   * terminating and stays until somebody deletes it with 0, when the store was
   * made with `gracefulPods`. Unset means the pod's own period.
   */
  gracePeriodSeconds?: number;
  dryRun?: boolean;
}

/**
 * The lab's objects: what etcd and the registry are to a real API server. The
 * HTTP API and the controllers both stand on this and on nothing else of each
 * other.
 *
 * Objects handed out are frozen and shared; to change one, build another and
 * call `update`. Resource versions are one increasing sequence over all kinds.
 * Listeners are called within the write, in the order of the writes: a write
 * made by a listener is told to all after the one that caused it.
 * @public
 */
export interface ObjectStore {
  types(): readonly ResourceType[];
  typeOf(group: string, kind: string): ResourceType | undefined;
  get(ref: StoredRef): StoredObject | undefined;
  /** Ordered by namespace and name. The same array until the kind changes. */
  list(
    kind: { group: string; kind: string },
    options?: { namespace?: string },
  ): readonly StoredObject[];
  /**
   * Throws an ApiStatusError 409 AlreadyExists, 404 for an unknown namespace or
   * kind, 422 Invalid. A status that is given is kept. An object all of whose
   * owners are gone is collected at once, as the garbage collector would.
   */
  create(object: StoredObject, options?: WriteOptions): StoredObject;
  /**
   * Replaces the object; 409 Conflict when `metadata.resourceVersion` is set and
   * old. Raises `generation` when `spec` changed. `subresource: 'status'` writes
   * only the status; without it the status stays as it was (for kinds with a
   * status subresource). A write that changes nothing makes no event. Removing
   * the last finalizer of a terminating object removes the object.
   */
  update(object: StoredObject, options?: UpdateOptions): StoredObject;
  /**
   * Creates or merges, as server-side apply by `fieldManager` does for the
   * fields given: what that manager applied before and does not name now goes.
   */
  apply(object: StoredObject, options: ApplyOptions): StoredObject;
  /**
   * Honours finalizers and owner references (background garbage collection).
   * Answers the object as it was last, terminating or gone; undefined when there
   * was none.
   */
  delete(ref: StoredRef, options?: DeleteOptions): StoredObject | undefined;
  /** Every event after the call, of one kind or of all. Returns its undo. */
  watch(
    kind: { group: string; kind: string } | 'all',
    listener: (event: StoreEvent) => void,
  ): () => void;
}

/**
 * What the HTTP API needs beyond the store itself: revisions, history, and to
 * hear when kinds come and go.
 * @public
 */
export interface VersionedObjectStore extends ObjectStore {
  /** The resource version of the newest write. */
  revision(): number;
  /**
   * The events of a kind after a revision, or `expired` when they are forgotten,
   * or the revision is not one of this store's yet.
   */
  changesSince(
    kind: { group: string; kind: string },
    revision: number,
  ): readonly StoreEvent[] | 'expired';
  /** Forgets all history, so that every older resource version is expired. */
  compact(): void;
  /** Called after a kind is served, changed or gone. Returns its undo. */
  watchTypes(listener: () => void): () => void;
}
