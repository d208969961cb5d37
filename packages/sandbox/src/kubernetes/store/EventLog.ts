import { StoreEvent } from '../ObjectStore';

interface LoggedEvent {
  revision: number;
  event: StoreEvent;
}

/**
 * The newest events of one kind, by revision. Keeps at most `capacity`; what was
 * dropped makes every older revision expired, never silently incomplete.
 */
export class EventLog {
  readonly #capacity: number;
  #events: LoggedEvent[] = [];
  #forgottenUpTo: number;

  constructor(options: { capacity: number; since: number }) {
    this.#capacity = options.capacity;
    this.#forgottenUpTo = options.since;
  }

  add(revision: number, event: StoreEvent): void {
    this.#events.push({ revision, event });
    // Cutting in halves keeps the cost of a write constant on average.
    if (this.#events.length > this.#capacity) {
      const cut = Math.ceil(this.#capacity / 2);
      this.#forgottenUpTo = this.#events[cut - 1].revision;
      this.#events = this.#events.slice(cut);
    }
  }

  since(revision: number): readonly StoreEvent[] | 'expired' {
    if (revision < this.#forgottenUpTo) {
      return 'expired';
    }
    return this.#events
      .filter(logged => logged.revision > revision)
      .map(logged => logged.event);
  }

  forget(upTo: number): void {
    this.#events = [];
    this.#forgottenUpTo = upTo;
  }
}
