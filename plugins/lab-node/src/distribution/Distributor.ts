import type { LoggerService } from '@backstage/backend-plugin-api';
import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type { KindRef } from '@homestage/backstage-plugin-lab-common';
import type { KindChange } from '../types/ClusterStore';
import { ListenerQueue } from './ListenerQueue';
import type { ChangeListener } from './ListenerQueue';

/**
 * Owns the listeners, each with a queue of its own, so that one that fails costs
 * the others nothing.
 */
export class Distributor {
  readonly #logger: LoggerService;
  readonly #queues = new Map<ListenerQueue, ReadonlySet<string>>();

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /** Returns its undo, after which the listener is not called any more. */
  subscribe(kinds: readonly KindRef[], listener: ChangeListener): () => void {
    const queue = new ListenerQueue(listener, this.#logger);
    this.#queues.set(queue, new Set(kinds.map(formatKindRef)));
    return () => {
      queue.close();
      this.#queues.delete(queue);
    };
  }

  /** Tells everybody who listens to the kind, in one of the next ticks. */
  publish(change: KindChange): void {
    const kind = formatKindRef(change.kind);
    for (const [queue, kinds] of this.#queues) {
      if (kinds.has(kind)) {
        queue.add(`${change.cluster}/${kind}`, change);
      }
    }
  }

  /** Whether anybody listens to the kind. */
  hasListener(kind: KindRef): boolean {
    const name = formatKindRef(kind);
    return [...this.#queues.values()].some(kinds => kinds.has(name));
  }

  close(): void {
    for (const queue of this.#queues.keys()) {
      queue.close();
    }
    this.#queues.clear();
  }
}
