import { randomUUID } from 'node:crypto';
import { ApiStatusError } from './ApiStatusError';
import {
  ApplyOptions,
  DeleteOptions,
  ResourceType,
  StoredObject,
  StoredRef,
  StoreEvent,
  UpdateOptions,
  VersionedObjectStore,
  WriteOptions,
} from './ObjectStore';
import { applyConfiguration } from './patch/applyConfiguration';
import { listTopology } from './patch/listTopology';
import { Writer } from './patch/managedFields';
import { forgetAbsentFields, recordUpdate } from './patch/recordUpdate';
import { admit } from './schema/admit';
import { checkVersion } from './store/checkVersion';
import { definitionStatus } from './store/definitionStatus';
import { freezeCopy } from './store/freezeCopy';
import { jsonEquals } from './store/jsonEquals';
import { groupOf, KindName, ObjectTable } from './store/ObjectTable';
import { Remover } from './store/Remover';
import { refuseLateFinalizers } from './store/refuseLateFinalizers';
import { requireNamespace } from './store/requireNamespace';
import { storedForm } from './store/storedForm';
import { successorOf, withGeneration } from './store/successor';
import { TypeRegistry } from './store/TypeRegistry';
import { withoutEmptyMetadata } from './store/withoutEmptyMetadata';

/** The namespaces of a fresh cluster that Flux runs in. */
const FIRST_NAMESPACES = [
  'default',
  'flux-system',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** A watch may lag this many events of its kind before it must list again. */
const HISTORY_PER_KIND = 1_000;

/** What the store is made with; only the clock is needed. @public */
export interface MemoryObjectStoreOptions {
  /** Milliseconds since 1970, for every time the store writes. */
  now: () => number;
  /** Namespaces made at the start; those of a fresh cluster when unset. */
  namespaces?: readonly string[];
  /** Events remembered for each kind; 1,000 when unset. */
  historyPerKind?: number;
  /**
   * The first resource version. Unset takes it from the clock, so that a
   * restarted store is ahead of what clients remember and they list again.
   */
  firstRevision?: number;
  /**
   * Whether a Pod on a node stays, terminating, until a kubelet deletes it with
   * `gracePeriodSeconds: 0`. Off when unset: pods go at once.
   */
  gracefulPods?: boolean;
  /** Told of an error thrown by a listener; unset throws it outside of the write. */
  onListenerError?: (error: unknown) => void;
}

/** Kinds with a status whose changes nobody counts in `generation`. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'Service',
]);

/**
 * The lab's objects in memory. See `ObjectStore` for the promise; beyond it, a
 * bounded history answers watches that resume, and everything that a write
 * causes (garbage collection, the end of a namespace) has happened when it
 * returns.
 * @public
 */
export class MemoryObjectStore implements VersionedObjectStore {
  readonly #table: ObjectTable;
  readonly #types = new TypeRegistry();
  readonly #remover: Remover;
  readonly #now: () => number;

  constructor(options: MemoryObjectStoreOptions) {
    this.#now = options.now;
    this.#table = new ObjectTable({
      firstRevision: options.firstRevision ?? Math.floor(options.now() / 10),
      historyPerKind: options.historyPerKind ?? HISTORY_PER_KIND,
      onListenerError:
        options.onListenerError ??
        (error => {
          queueMicrotask(() => {
            throw error;
          });
        }),
    });
    this.#remover = new Remover({
      table: this.#table,
      types: this.#types,
      timestamp: () => this.#timestamp(),
      gracefulPods: options.gracefulPods ?? false,
    });
    for (const name of options.namespaces ?? FIRST_NAMESPACES) {
      this.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  }

  types(): readonly ResourceType[] {
    return this.#types.all();
  }

  typeOf(group: string, kind: string): ResourceType | undefined {
    return this.#types.get(group, kind);
  }

  watchTypes(listener: () => void): () => void {
    return this.#types.watch(listener);
  }

  revision(): number {
    return this.#table.revision;
  }

  changesSince(kind: KindName, revision: number) {
    // A revision of another life of the lab: whoever has it is to list again.
    if (revision > this.#table.revision) {
      return 'expired' as const;
    }
    return this.#table.changesSince(kind, revision);
  }

  compact(): void {
    this.#table.compact();
  }

  get({ namespace, name, ...kind }: StoredRef): StoredObject | undefined {
    const type = this.#types.get(kind.group, kind.kind);
    return this.#table.get(
      kind,
      type?.namespaced === false ? undefined : namespace,
      name,
    );
  }

  list(kind: KindName, options: { namespace?: string } = {}) {
    const all = this.#table.list(kind);
    return options.namespace === undefined
      ? all
      : all.filter(({ metadata }) => metadata.namespace === options.namespace);
  }

  watch(kind: KindName | 'all', listener: (event: StoreEvent) => void) {
    return this.#table.subscribe(kind, listener);
  }

  create(object: StoredObject, options: WriteOptions = {}): StoredObject {
    const type = this.#servedType(object);
    const named = storedForm(type, object);
    requireNamespace(this.#table, type, named);
    const { name, namespace } = named.metadata;
    if (this.#table.get(type, namespace, name)) {
      throw ApiStatusError.alreadyExists(type, name);
    }
    const candidate = recordUpdate(undefined, named, {
      topology: listTopology(type),
      writer: this.#writer('Update', options),
      time: this.#timestamp(),
    });
    return this.#insert(type, candidate, options);
  }

  update(object: StoredObject, options: UpdateOptions = {}): StoredObject {
    const type = this.#servedType(object);
    const live = this.#require(type, object);
    checkVersion(type, live, object);
    refuseLateFinalizers(type, live, object);
    const candidate = recordUpdate(
      live,
      successorOf(type, live, object, options),
      {
        topology: listTopology(type),
        writer: this.#writer('Update', options),
        time: this.#timestamp(),
      },
    );
    return this.#replace(type, live, candidate, options);
  }

  apply(object: StoredObject, options: ApplyOptions): StoredObject {
    const type = this.#servedType(object);
    const config = this.#configuration(type, object, options);
    const { name, namespace } = config.metadata;
    const live = this.#table.get(type, namespace, name);
    if (live) {
      checkVersion(type, live, object);
    } else if (options.subresource) {
      throw ApiStatusError.notFound(type, name);
    } else {
      requireNamespace(this.#table, type, config);
    }
    const merged = applyConfiguration(live, config, {
      topology: listTopology(type),
      writer: this.#writer('Apply', options) as Writer,
      force: options.force ?? true,
      time: this.#timestamp(),
    });
    return live
      ? this.#replace(type, live, merged, options)
      : this.#insert(type, merged, options);
  }

  delete(
    ref: StoredRef,
    options: DeleteOptions = {},
  ): StoredObject | undefined {
    const type = this.#types.get(ref.group, ref.kind);
    const object = this.get(ref);
    return type && object
      ? this.#remover.delete(type, object, options)
      : undefined;
  }

  #timestamp(): string {
    return new Date(this.#now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  #writer(
    operation: Writer['operation'],
    { fieldManager, subresource }: UpdateOptions,
  ): Writer | undefined {
    return fieldManager
      ? {
          manager: fieldManager,
          operation,
          ...(subresource ? { subresource } : {}),
        }
      : undefined;
  }

  #servedType(object: StoredObject): ResourceType {
    const type = this.#types.get(groupOf(object), object.kind);
    if (!type) {
      throw ApiStatusError.notServed(
        `no matches for kind "${object.kind}" in version "${object.apiVersion}"`,
      );
    }
    return type;
  }

  #require(type: ResourceType, object: StoredObject): StoredObject {
    const { name, namespace } = storedForm(type, object).metadata;
    const live = this.#table.get(type, namespace, name);
    if (!live) {
      throw ApiStatusError.notFound(type, name);
    }
    return live;
  }

  /** The part of the object that a manager may apply through this door. */
  #configuration(
    type: ResourceType,
    object: StoredObject,
    { subresource }: ApplyOptions,
  ): StoredObject {
    const { managedFields, uid, resourceVersion, ...metadata } =
      object.metadata;
    const named = storedForm(type, {
      ...object,
      metadata: metadata as StoredObject['metadata'],
    });
    if (subresource === 'status') {
      const { apiVersion, kind, status } = named;
      const { name, namespace } = named.metadata;
      return { apiVersion, kind, metadata: { name, namespace }, status };
    }
    const { status, ...rest } = named;
    return type.hasStatus ? (rest as StoredObject) : named;
  }

  #insert(
    type: ResourceType,
    object: StoredObject,
    options: WriteOptions,
  ): StoredObject {
    const { deletionTimestamp, resourceVersion, generation, ...metadata } =
      object.metadata;
    const isCounted =
      (type.hasStatus || type.isCustom) && !UNCOUNTED.has(type.kind);
    const time = this.#timestamp();
    const fresh = {
      ...object,
      metadata: {
        ...metadata,
        uid: randomUUID(),
        creationTimestamp: time,
        ...(isCounted ? { generation: 1 } : {}),
      },
    } as StoredObject;
    const admitted = forgetAbsentFields(
      withoutEmptyMetadata(admit(type, fresh, options)),
      listTopology(type),
    );
    if (options.dryRun) {
      return freezeCopy(admitted);
    }
    const isDefinition = type.kind === 'CustomResourceDefinition';
    const stored = this.#table.put(
      isDefinition ? definitionStatus(admitted, time) : admitted,
    );
    if (isDefinition) {
      this.#types.define(stored);
    }
    this.#remover.collect(stored);
    return stored;
  }

  #replace(
    type: ResourceType,
    live: StoredObject,
    object: StoredObject,
    options: WriteOptions,
  ): StoredObject {
    const admitted = forgetAbsentFields(
      withoutEmptyMetadata(
        admit(type, object, {
          previous: live,
          unknownFields: options.unknownFields,
          onUnknownFields: options.onUnknownFields,
        }),
      ),
      listTopology(type),
    );
    const candidate = withGeneration(live, admitted);
    if (jsonEquals(candidate, live)) {
      return live;
    }
    if (options.dryRun) {
      return freezeCopy(candidate);
    }
    const stored = this.#table.put(candidate);
    if (type.kind === 'CustomResourceDefinition') {
      this.#types.define(stored);
    }
    return this.#remover.settle(stored);
  }
}
