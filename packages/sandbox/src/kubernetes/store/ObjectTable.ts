import { StoredObject, StoreEvent } from '../ObjectStore';
import { EventBus } from './EventBus';
import { EventLog } from './EventLog';
import { freezeCopy } from './freezeCopy';

/** Names a kind within the table; the core group is empty. */
export type KindName = { group: string; kind: string };

const kindKey = (kind: KindName) => `${kind.group}/${kind.kind}`;

/** The API group of a stored object. */
export function groupOf(object: { apiVersion: string }): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? '' : object.apiVersion.slice(0, slash);
}

/** The kind of a stored object with its group. */
export function kindOf(object: StoredObject): KindName {
  return { group: groupOf(object), kind: object.kind };
}

const objectKey = (namespace: string | undefined, name: string) =>
  `${namespace ?? ''}/${name}`;

const compare = (a: string, b: string) => {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
};

const byKey = (a: StoredObject, b: StoredObject) =>
  compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
  compare(a.metadata.name, b.metadata.name);

/**
 * Where the objects are: maps, indices, revisions and history, without any rule
 * of Kubernetes. Every `put` and `remove` takes the next revision, is logged and
 * is told to the listeners, in that order.
 */
export class ObjectTable {
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #sorted = new Map<string, readonly StoredObject[]>();
  readonly #byUid = new Map<string, StoredObject>();
  readonly #dependents = new Map<string, Set<string>>();
  readonly #logs = new Map<string, EventLog>();
  readonly #bus: EventBus;
  readonly #historyPerKind: number;
  readonly #firstRevision: number;
  #revision: number;
  #compactedAt = 0;

  constructor(options: {
    firstRevision: number;
    historyPerKind: number;
    onListenerError: (error: unknown) => void;
  }) {
    this.#firstRevision = options.firstRevision;
    this.#revision = options.firstRevision;
    this.#historyPerKind = options.historyPerKind;
    this.#bus = new EventBus({ onError: options.onListenerError });
  }

  get revision(): number {
    return this.#revision;
  }

  get(kind: KindName, namespace: string | undefined, name: string) {
    return this.#objects.get(kindKey(kind))?.get(objectKey(namespace, name));
  }

  byUid(uid: string): StoredObject | undefined {
    return this.#byUid.get(uid);
  }

  /** All objects of a kind, ordered by namespace and name. */
  list(kind: KindName): readonly StoredObject[] {
    const key = kindKey(kind);
    let sorted = this.#sorted.get(key);
    if (!sorted) {
      sorted = Object.freeze(
        [...(this.#objects.get(key)?.values() ?? [])].sort(byKey),
      );
      this.#sorted.set(key, sorted);
    }
    return sorted;
  }

  /** Every object of every kind in a namespace. */
  inNamespace(namespace: string): StoredObject[] {
    return [...this.#objects.values()].flatMap(objects =>
      [...objects.values()].filter(
        object => object.metadata.namespace === namespace,
      ),
    );
  }

  /** The objects that name this UID among their owners. */
  dependentsOf(uid: string): StoredObject[] {
    return [...(this.#dependents.get(uid) ?? [])].flatMap(
      dependent => this.#byUid.get(dependent) ?? [],
    );
  }

  put(object: StoredObject): StoredObject {
    const { namespace, name, uid } = object.metadata;
    const kind = kindOf(object);
    const previous = this.get(kind, namespace, name);
    const stored = this.#stamped(object);
    const objects = this.#objects.get(kindKey(kind)) ?? new Map();
    this.#objects.set(
      kindKey(kind),
      objects.set(objectKey(namespace, name), stored),
    );
    if (previous) {
      this.#unlink(previous);
    }
    if (uid) {
      this.#link(uid, stored);
    }
    this.#record(
      kind,
      previous
        ? { type: 'MODIFIED', object: stored, previous }
        : { type: 'ADDED', object: stored },
    );
    return stored;
  }

  remove(object: StoredObject): StoredObject {
    const { namespace, name, uid } = object.metadata;
    const kind = kindOf(object);
    const previous = this.get(kind, namespace, name);
    this.#objects.get(kindKey(kind))?.delete(objectKey(namespace, name));
    this.#unlink(object);
    if (uid) {
      this.#byUid.delete(uid);
    }
    const removed = this.#stamped(object);
    this.#record(kind, { type: 'DELETED', object: removed, previous });
    return removed;
  }

  changesSince(kind: KindName, revision: number) {
    return this.#log(kind).since(revision);
  }

  compact(): void {
    // Logs come to be with a kind's first event; those of the others start from here.
    for (const log of this.#logs.values()) {
      log.forget(this.#revision);
    }
    this.#compactedAt = this.#revision;
  }

  subscribe(kind: KindName | 'all', listener: (event: StoreEvent) => void) {
    return this.#bus.subscribe(kind === 'all' ? kind : kindKey(kind), listener);
  }

  #log(kind: KindName): EventLog {
    const key = kindKey(kind);
    let log = this.#logs.get(key);
    if (!log) {
      log = new EventLog({
        capacity: this.#historyPerKind,
        since: Math.max(this.#firstRevision, this.#compactedAt),
      });
      this.#logs.set(key, log);
    }
    return log;
  }

  #stamped(object: StoredObject): StoredObject {
    this.#revision += 1;
    return freezeCopy({
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(this.#revision),
      },
    });
  }

  #record(kind: KindName, event: StoreEvent): void {
    this.#sorted.delete(kindKey(kind));
    this.#log(kind).add(this.#revision, Object.freeze(event));
    this.#bus.publish(kindKey(kind), event);
  }

  #link(uid: string, object: StoredObject): void {
    this.#byUid.set(uid, object);
    for (const owner of object.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(owner.uid) ?? new Set();
      this.#dependents.set(owner.uid, dependents.add(uid));
    }
  }

  #unlink(object: StoredObject): void {
    const { uid } = object.metadata;
    for (const owner of object.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(owner.uid);
      if (uid && dependents?.delete(uid) && dependents.size === 0) {
        this.#dependents.delete(owner.uid);
      }
    }
  }
}
