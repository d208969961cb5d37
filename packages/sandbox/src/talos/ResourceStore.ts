import { isDeepStrictEqual } from 'node:util';

/** One resource of one machine. */
export interface TalosResource {
  readonly namespace: string;
  readonly type: string;
  readonly id: string;
  /** Counts up with every change. */
  readonly version: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly spec: unknown;
}

/** A resource without what the store gives it. */
export type TalosResourceDraft = Pick<
  TalosResource,
  'namespace' | 'type' | 'id' | 'spec'
>;

/** One change. `old` is unset when it was created. */
export interface ResourceEvent {
  readonly kind: 'CREATED' | 'UPDATED' | 'DESTROYED';
  readonly resource: TalosResource;
  readonly old?: TalosResource;
}

const keyOf = ({ namespace, type, id }: Omit<TalosResourceDraft, 'spec'>) =>
  `${namespace}/${type}/${id}`;

/**
 * The COSI state of one machine. It is told the whole of what there ought to be,
 * and makes events of what differs; listeners hear them in order.
 */
export class ResourceStore {
  readonly #now: () => number;
  readonly #resources = new Map<string, TalosResource>();
  readonly #listeners = new Set<(event: ResourceEvent) => void>();

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  get(namespace: string, type: string, id: string): TalosResource | undefined {
    return this.#resources.get(keyOf({ namespace, type, id }));
  }

  /** In the order of their ids. */
  list(namespace: string, type: string): TalosResource[] {
    return [...this.#resources.values()]
      .filter(one => one.namespace === namespace && one.type === type)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Makes the state exactly these resources. */
  become(drafts: readonly TalosResourceDraft[]): void {
    const kept = new Set<string>();
    for (const draft of drafts) {
      const key = keyOf(draft);
      kept.add(key);
      this.#put(key, draft);
    }
    for (const [key, resource] of this.#resources) {
      if (!kept.has(key)) {
        this.#resources.delete(key);
        this.#tell({ kind: 'DESTROYED', resource });
      }
    }
  }

  /** Begins anew, as after a restart: nobody is told, who watched is cut off. */
  forget(): void {
    this.#resources.clear();
  }

  /** Returns its undo. */
  watch(listener: (event: ResourceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #put(key: string, draft: TalosResourceDraft): void {
    const old = this.#resources.get(key);
    if (old && isDeepStrictEqual(old.spec, draft.spec)) return;
    const updatedMs = this.#now();
    const resource = {
      ...draft,
      version: (old?.version ?? 0) + 1,
      createdMs: old?.createdMs ?? updatedMs,
      updatedMs,
    };
    this.#resources.set(key, resource);
    this.#tell({ kind: old ? 'UPDATED' : 'CREATED', resource, old });
  }

  #tell(event: ResourceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
