import { StoreEvent } from '../ObjectStore';

type Listener = (event: StoreEvent) => void;

/**
 * Tells listeners of events, each in the order of the writes. An event that is
 * published while another is being told waits for it. A listener that throws
 * costs the others nothing; its error goes to `onError`.
 */
export class EventBus {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #onError: (error: unknown) => void;
  #waiting: Array<{ topic: string; event: StoreEvent }> = [];
  #isTelling = false;

  constructor(options: { onError: (error: unknown) => void }) {
    this.#onError = options.onError;
  }

  subscribe(topic: string, listener: Listener): () => void {
    // A wrapper of its own, so that one function may listen twice.
    const entry: Listener = event => listener(event);
    const entries = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, entries.add(entry));
    return () => entries.delete(entry);
  }

  publish(topic: string, event: StoreEvent): void {
    this.#waiting.push({ topic, event });
    if (this.#isTelling) {
      return;
    }
    this.#isTelling = true;
    try {
      for (
        let next = this.#waiting.shift();
        next;
        next = this.#waiting.shift()
      ) {
        this.#tell(next.topic, next.event);
        this.#tell('all', next.event);
      }
    } finally {
      this.#isTelling = false;
    }
  }

  #tell(topic: string, event: StoreEvent): void {
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) {
      try {
        listener(event);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
