import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Clock } from './Clock';
import { ControllerLogs } from './ControllerLogs';
import { isoTime } from './isoTime';

/** What is told about an object. @public */
export interface RecordedEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  annotations?: Record<string, string>;
}

/** The API server's `--event-ttl`. */
const EVENT_LIFETIME_MS = 60 * 60 * 1_000;
/** Beyond this the oldest go first, so that a lab left running does not grow. */
const MOST_EVENTS = 1_500;
const EVENTS = { group: '', kind: 'Event' };

interface Recorded {
  namespace: string;
  name: string;
  at: number;
}

/**
 * Writes core/v1 Events. The same words about the same object within the
 * lifetime of an event raise its count instead of making another one.
 * @public
 */
export class EventRecorder {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #logs: ControllerLogs | undefined;
  readonly #recorded = new Map<string, Recorded>();
  #sequence = 0;

  /** `logs` get a line of every event, the repeated too. */
  constructor(options: {
    store: ObjectStore;
    clock: Clock;
    logs?: ControllerLogs;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logs = options.logs;
  }

  /** `component` is the program that speaks, such as `kubelet`. */
  record(about: StoredObject, component: string, event: RecordedEvent): void {
    this.#logs?.record(about, component, event);
    const now = this.#clock.now();
    const key = JSON.stringify([
      about.metadata.uid,
      component,
      event.reason,
      event.message,
    ]);
    this.#dropOld(now);
    const known = this.#recorded.get(key);
    if (known && this.#countAgain(known, now)) {
      this.#recorded.delete(key);
      this.#recorded.set(key, { ...known, at: now });
      return;
    }
    const created = this.#create(about, component, event);
    if (created) this.#recorded.set(key, { ...created, at: now });
  }

  #countAgain(known: Recorded, now: number): boolean {
    const stored = this.#store.get({ ...EVENTS, ...known });
    if (!stored) return false;
    this.#store.update({
      ...stored,
      count: Number(stored.count ?? 1) + 1,
      lastTimestamp: isoTime(now),
    });
    return true;
  }

  #create(about: StoredObject, component: string, event: RecordedEvent) {
    const {
      name,
      namespace = 'default',
      uid,
      resourceVersion,
    } = about.metadata;
    this.#sequence += 1;
    const at = isoTime(this.#clock.now());
    const id = (this.#clock.now() * 1_000 + (this.#sequence % 1_000)).toString(
      16,
    );
    const ref = { namespace, name: `${name}.${id}` };
    if (!this.#store.get({ group: '', kind: 'Namespace', name: namespace }))
      return undefined;
    this.#store.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        ...ref,
        ...(event.annotations ? { annotations: event.annotations } : {}),
      },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        ...(about.metadata.namespace ? { namespace } : {}),
        uid,
        resourceVersion,
      },
      type: event.type,
      reason: event.reason,
      message: event.message.slice(0, 1_024),
      source: { component },
      reportingComponent: component,
      reportingInstance: '',
      firstTimestamp: at,
      lastTimestamp: at,
      count: 1,
    });
    return ref;
  }

  #dropOld(now: number): void {
    for (const [key, { at, ...ref }] of this.#recorded) {
      const isOld = now - at > EVENT_LIFETIME_MS;
      if (!isOld && this.#recorded.size < MOST_EVENTS) return;
      this.#recorded.delete(key);
      this.#store.delete({ ...EVENTS, ...ref });
    }
  }
}
