import { ApiStatus } from '../ApiStatusError';
import { StoredObject, StoreEvent } from '../ObjectStore';
import { AnswerStream } from './ApiRequest';
import { objectText, Representation } from './represent';
import { apiVersionOf } from './ServedResource';

/**
 * An event as one that selects sees it: an object that begins to match is added,
 * one that ceases to match is deleted. Undefined when it never was in sight.
 */
function seenThrough(
  event: StoreEvent,
  matches: (object: StoredObject) => boolean,
): StoreEvent['type'] | undefined {
  const isIn = event.type !== 'DELETED' && matches(event.object);
  const wasIn = event.previous !== undefined && matches(event.previous);
  if (isIn) {
    return wasIn ? 'MODIFIED' : 'ADDED';
  }
  return wasIn ? 'DELETED' : undefined;
}

/** Writes the events of one watch, in its form and for what it selects. */
export class WatchStream {
  readonly #to: AnswerStream;
  readonly #representation: Representation;
  readonly #matches: (object: StoredObject) => boolean;

  constructor(
    to: AnswerStream,
    options: {
      representation: Representation;
      matches: (object: StoredObject) => boolean;
    },
  ) {
    this.#to = to;
    this.#representation = options.representation;
    this.#matches = options.matches;
  }

  tell(event: StoreEvent): void {
    const seen = seenThrough(event, this.#matches);
    if (seen) {
      this.#send(seen, objectText(event.object, this.#representation));
    }
  }

  /** The objects that are there already, as if they had just come. */
  tellInitial(objects: readonly StoredObject[]): void {
    for (const object of objects) {
      this.tell({ type: 'ADDED', object });
    }
  }

  bookmark(revision: number, annotations?: Record<string, string>): void {
    const { type, group, version } = this.#representation.resource;
    this.#send(
      'BOOKMARK',
      JSON.stringify({
        kind: type.kind,
        apiVersion: apiVersionOf(group, version),
        metadata: {
          resourceVersion: String(revision),
          creationTimestamp: null,
          ...(annotations ? { annotations } : {}),
        },
      }),
    );
  }

  /** Tells why the watch cannot go on, and ends it. */
  fail(status: ApiStatus): void {
    this.#send('ERROR', JSON.stringify(status));
    this.#to.end();
  }

  end(): void {
    this.#to.end();
  }

  #send(type: string, object: string): void {
    this.#to.write(`{"type":"${type}","object":${object}}\n`);
  }
}
