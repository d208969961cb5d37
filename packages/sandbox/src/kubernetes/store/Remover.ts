import { ApiStatusError } from '../ApiStatusError';
import { DeleteOptions, ResourceType, StoredObject } from '../ObjectStore';
import { groupOf, kindOf, ObjectTable } from './ObjectTable';
import { TypeRegistry } from './TypeRegistry';

const FOREGROUND = 'foregroundDeletion';
const NAMESPACE: ResourceTypeName = { group: '', kind: 'Namespace' };
type ResourceTypeName = { group: string; kind: string };

const isNamespace = (object: StoredObject) =>
  object.kind === 'Namespace' && groupOf(object) === '';

const isDefinition = (object: StoredObject) =>
  object.kind === 'CustomResourceDefinition';

const isTerminating = (object: StoredObject) =>
  object.metadata.deletionTimestamp !== undefined;

/**
 * How objects go: finalizers, graceful pods, the content of namespaces and of
 * CustomResourceDefinitions, and the garbage collection of what they owned. All
 * of it happens within the call that causes it.
 */
export class Remover {
  readonly #table: ObjectTable;
  readonly #types: TypeRegistry;
  readonly #timestamp: () => string;
  readonly #gracefulPods: boolean;

  constructor(options: {
    table: ObjectTable;
    types: TypeRegistry;
    timestamp: () => string;
    gracefulPods: boolean;
  }) {
    this.#table = options.table;
    this.#types = options.types;
    this.#timestamp = options.timestamp;
    this.#gracefulPods = options.gracefulPods;
  }

  /** The object as it was last: gone, or terminating until something lets it go. */
  delete(
    type: ResourceType,
    object: StoredObject,
    options: DeleteOptions,
  ): StoredObject {
    this.#checkPreconditions(type, object, options);
    if (options.dryRun) {
      return object;
    }
    if (options.propagation === 'Orphan') {
      this.#orphanDependents(object);
    }
    const finalizers = this.#finalizers(object, options);
    const grace = this.#gracePeriod(object, options);
    if (finalizers.length === 0 && grace === 0 && !this.#hasContent(object)) {
      return this.#remove(object);
    }
    const marked = this.#mark(object, finalizers, grace);
    this.#deleteContent(marked, options);
    return this.settle(this.#current(marked) ?? marked);
  }

  /** Removes a terminating object that nothing holds any more; gives it back as it is now. */
  settle(object: StoredObject): StoredObject {
    const isHeld =
      !isTerminating(object) ||
      (object.metadata.finalizers ?? []).length > 0 ||
      (object.metadata.deletionGracePeriodSeconds ?? 0) > 0 ||
      this.#hasContent(object);
    return isHeld || !this.#current(object) ? object : this.#remove(object);
  }

  /** Deletes an object all of whose owners are gone, as the garbage collector would. */
  collect(object: StoredObject): void {
    const owners = object.metadata.ownerReferences ?? [];
    const living = owners.filter(owner => this.#table.byUid(owner.uid));
    if (owners.length === 0 || living.length === owners.length) {
      return;
    }
    if (living.length > 0) {
      this.#table.put({
        ...object,
        metadata: { ...object.metadata, ownerReferences: living },
      });
      return;
    }
    const type = this.#types.get(groupOf(object), object.kind);
    if (type) {
      this.delete(type, object, {});
    }
  }

  #current(object: StoredObject): StoredObject | undefined {
    const { namespace, name, uid } = object.metadata;
    const current = this.#table.get(kindOf(object), namespace, name);
    return current?.metadata.uid === uid ? current : undefined;
  }

  #checkPreconditions(
    type: ResourceType,
    object: StoredObject,
    options: DeleteOptions,
  ) {
    const { uid, resourceVersion, name } = object.metadata;
    const wanted = options.preconditions ?? {};
    // The real server names the kind here, not the resource.
    const named = { ...type, plural: type.kind };
    if (wanted.uid !== undefined && wanted.uid !== uid) {
      throw ApiStatusError.conflict(
        named,
        name,
        `the UID in the precondition (${wanted.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
      );
    }
    if (
      wanted.resourceVersion !== undefined &&
      wanted.resourceVersion !== resourceVersion
    ) {
      throw ApiStatusError.conflict(
        named,
        name,
        `the ResourceVersion in the precondition (${wanted.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
      );
    }
  }

  #finalizers(object: StoredObject, options: DeleteOptions): string[] {
    const own = object.metadata.finalizers ?? [];
    const uid = object.metadata.uid ?? '';
    const needsForeground =
      options.propagation === 'Foreground' &&
      !own.includes(FOREGROUND) &&
      this.#table.dependentsOf(uid).length > 0;
    return needsForeground ? [...own, FOREGROUND] : own;
  }

  #gracePeriod(object: StoredObject, options: DeleteOptions): number {
    const isRunningPod =
      this.#gracefulPods &&
      object.kind === 'Pod' &&
      groupOf(object) === '' &&
      Boolean(object.spec?.nodeName) &&
      !['Succeeded', 'Failed'].includes(object.status?.phase);
    return isRunningPod
      ? options.gracePeriodSeconds ??
          object.spec.terminationGracePeriodSeconds ??
          30
      : 0;
  }

  #hasContent(object: StoredObject): boolean {
    if (isNamespace(object)) {
      return this.#table.inNamespace(object.metadata.name).length > 0;
    }
    if (isDefinition(object)) {
      return this.#instances(object).length > 0;
    }
    return false;
  }

  #instances(definition: StoredObject): readonly StoredObject[] {
    const { group, names } = definition.spec;
    return this.#table.list({ group, kind: names.kind });
  }

  #mark(
    object: StoredObject,
    finalizers: string[],
    grace: number,
  ): StoredObject {
    const current = this.#current(object) ?? object;
    if (
      isTerminating(current) &&
      grace === (current.metadata.deletionGracePeriodSeconds ?? 0)
    ) {
      return current;
    }
    return this.#table.put({
      ...current,
      ...(isNamespace(current)
        ? { status: { ...current.status, phase: 'Terminating' } }
        : {}),
      metadata: {
        ...current.metadata,
        ...(finalizers.length > 0 ? { finalizers } : {}),
        deletionTimestamp:
          current.metadata.deletionTimestamp ?? this.#timestamp(),
        // A namespace is emptied, however long that takes.
        ...(isNamespace(current) ? {} : { deletionGracePeriodSeconds: grace }),
      },
    });
  }

  #deleteContent(object: StoredObject, options: DeleteOptions): void {
    const content = [
      ...(isNamespace(object)
        ? this.#table.inNamespace(object.metadata.name)
        : []),
      ...(isDefinition(object) ? this.#instances(object) : []),
      ...(object.metadata.finalizers?.includes(FOREGROUND)
        ? this.#table.dependentsOf(object.metadata.uid ?? '')
        : []),
    ];
    for (const each of content) {
      const current = this.#current(each);
      const type = this.#types.get(groupOf(each), each.kind);
      if (current && type && !isTerminating(current)) {
        this.delete(type, current, { propagation: options.propagation });
      }
    }
  }

  #orphanDependents(owner: StoredObject): void {
    for (const dependent of this.#table.dependentsOf(
      owner.metadata.uid ?? '',
    )) {
      const { ownerReferences = [], ...metadata } = dependent.metadata;
      const others = ownerReferences.filter(
        ({ uid }) => uid !== owner.metadata.uid,
      );
      this.#table.put({
        ...dependent,
        metadata: {
          ...metadata,
          ...(others.length > 0 ? { ownerReferences: others } : {}),
        } as StoredObject['metadata'],
      });
    }
  }

  #remove(object: StoredObject): StoredObject {
    if (isDefinition(object)) {
      this.#types.undefine(object);
    }
    const removed = this.#table.remove(object);
    for (const dependent of this.#table.dependentsOf(
      object.metadata.uid ?? '',
    )) {
      const current = this.#current(dependent);
      if (current) {
        this.collect(current);
      }
    }
    this.#releaseOwners(object);
    this.#releaseContainers(object);
    return removed;
  }

  /** An owner that waits for its dependents goes with the last that blocks it. */
  #releaseOwners(object: StoredObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owner = this.#table.byUid(uid);
      const isWaiting = owner?.metadata.finalizers?.includes(FOREGROUND);
      const blocks = this.#table
        .dependentsOf(uid)
        .some(dependent =>
          dependent.metadata.ownerReferences?.some(
            reference => reference.uid === uid && reference.blockOwnerDeletion,
          ),
        );
      if (owner && isWaiting && !blocks) {
        this.settle(
          this.#table.put({
            ...owner,
            metadata: {
              ...owner.metadata,
              finalizers: owner.metadata.finalizers?.filter(
                finalizer => finalizer !== FOREGROUND,
              ),
            },
          }),
        );
      }
    }
  }

  /** A terminating namespace or definition goes with the last object in it. */
  #releaseContainers(object: StoredObject): void {
    const { namespace } = object.metadata;
    const container = namespace
      ? this.#table.get(NAMESPACE, undefined, namespace)
      : undefined;
    if (container) {
      this.settle(container);
    }
    const type = this.#types.get(groupOf(object), object.kind);
    const definition = type?.isCustom
      ? this.#table.get(
          { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
          undefined,
          `${type.plural}.${type.group}`,
        )
      : undefined;
    if (definition) {
      this.settle(definition);
    }
  }
}
