import { StoredObject, StoreEvent } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from './Controller';
import { refOf } from './refOf';
import { WorkQueue } from './WorkQueue';

/** @public */
export interface ControllerHostOptions {
  lab: Lab;
  controllers: readonly Controller[];
  /** Told about every reconcile that threw; the object is tried again. */
  onFailure(failure: {
    controller: string;
    object: string;
    error: unknown;
  }): void;
}

interface Running {
  queue: WorkQueue;
  undo: Array<() => void>;
}

const keyOf = (ref: { namespace?: string; name: string }) =>
  `${ref.namespace ?? ''}/${ref.name}`;

const parseKey = (key: string) => {
  const slash = key.indexOf('/');
  const namespace = key.slice(0, slash);
  return { ...(namespace ? { namespace } : {}), name: key.slice(slash + 1) };
};

/** Whether anything but the status changed. */
function isWish({ object, previous }: StoreEvent): boolean {
  if (!previous) return true;
  const [now, before] = [object.metadata, previous.metadata];
  return (
    now.generation !== before.generation ||
    now.deletionTimestamp !== before.deletionTimestamp ||
    JSON.stringify([now.annotations, now.labels]) !==
      JSON.stringify([before.annotations, before.labels])
  );
}

/**
 * Runs controllers on a store: a queue for each, filled by what the store tells.
 * A controller that is stopped loses its queue; started again it looks at every
 * object of its kind. Nothing is called after `stop`, but what is under way ends
 * by itself.
 * @public
 */
export class ControllerHost {
  readonly #options: ControllerHostOptions;
  readonly #running = new Map<Controller, Running>();

  constructor(options: ControllerHostOptions) {
    this.#options = options;
  }

  start(): void {
    for (const controller of this.#options.controllers) this.#start(controller);
  }

  stop(): void {
    for (const controller of this.#options.controllers) this.#stop(controller);
  }

  /** Names of the controllers, each once. */
  get names(): string[] {
    return [...new Set(this.#options.controllers.map(({ name }) => name))];
  }

  /** Stops every loop of that name, as if its pod were gone. Throws for a name it does not run. */
  stopController(name: string): void {
    for (const controller of this.#named(name)) this.#stop(controller);
  }

  startController(name: string): void {
    for (const controller of this.#named(name)) this.#start(controller);
  }

  /** True when no queue holds anything and no reconcile is under way. */
  get isIdle(): boolean {
    return [...this.#running.values()].every(({ queue }) => queue.isIdle);
  }

  #named(name: string): Controller[] {
    const found = this.#options.controllers.filter(one => one.name === name);
    if (found.length === 0) {
      throw new Error(
        `The lab runs no controller "${name}"; it runs ${this.names.join(
          ', ',
        )}.`,
      );
    }
    return found;
  }

  #start(controller: Controller): void {
    if (this.#running.has(controller)) return;
    const { lab, onFailure } = this.#options;
    const { group, kind, name } = controller;
    const queue = new WorkQueue({
      clock: lab.clock,
      work: async key => {
        const object = lab.store.get({ group, kind, ...parseKey(key) });
        return object ? controller.reconcile(object, lab) : undefined;
      },
      onFailure: (key, error) =>
        onFailure({ controller: name, object: `${kind} ${key}`, error }),
    });
    const undo = [
      lab.store.watch({ group, kind }, event =>
        this.#onOwn(controller, queue, event),
      ),
      ...(controller.watches ?? []).map(watched =>
        lab.store.watch(watched, ({ object }) => {
          for (const ref of watched.map(object, lab)) queue.add(keyOf(ref));
        }),
      ),
    ];
    const addAll = () => {
      for (const { metadata } of this.#existing(controller))
        queue.add(keyOf(metadata));
    };
    if (controller.followsFaults) undo.push(lab.faults.onChange(addAll));
    this.#running.set(controller, { queue, undo });
    addAll();
  }

  #existing({ group, kind }: Controller): readonly StoredObject[] {
    const { store } = this.#options.lab;
    return store.typeOf(group, kind) ? store.list({ group, kind }) : [];
  }

  #onOwn(controller: Controller, queue: WorkQueue, event: StoreEvent): void {
    const key = keyOf(event.object.metadata);
    if (event.type === 'DELETED') {
      queue.forget(key);
      controller.forget?.(refOf(event.object), this.#options.lab);
      return;
    }
    if (isWish(event)) queue.add(key);
  }

  #stop(controller: Controller): void {
    const running = this.#running.get(controller);
    this.#running.delete(controller);
    running?.queue.stop();
    for (const undo of running?.undo ?? []) undo();
  }
}
