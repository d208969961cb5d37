import { status } from '@grpc/grpc-js';
import type { ResourceEvent, TalosResource } from './ResourceStore';
import { TalosError } from './routeCall';

/** What a watch is asked for. */
export interface WatchRequest {
  readonly id?: string;
  readonly apiVersion: number;
  readonly options?: {
    readonly bootstrapContents: boolean;
    readonly bootstrapBookmark: boolean;
    readonly startFromBookmark?: Buffer;
    readonly aggregated: boolean;
    readonly idQuery?: { readonly regexp: string };
  };
}

const bookmarkOf = (position: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(position));
  return bytes;
};

/**
 * Writes one watch as cosi-project/runtime pkg/state/protobuf/server does: an
 * empty message when it is ready, then what is there, then every change. Clients
 * that do not say `api_version: 1` are not told that the beginning is over.
 *
 * Bookmarks count events of this stream: one of another stream is refused, as
 * after a restart of a machine, and the client begins anew.
 */
export class WatchStream {
  readonly #request: WatchRequest;
  readonly #write: (message: object) => void;
  readonly #toWire: (resource: TalosResource) => object;

  constructor(options: {
    request: WatchRequest;
    write: (message: object) => void;
    toWire: (resource: TalosResource) => object;
  }) {
    this.#request = options.request;
    this.#write = options.write;
    this.#toWire = options.toWire;
  }

  /** @throws TalosError for a bookmark that is not known any more */
  open(resources: readonly TalosResource[]): void {
    const { options, id } = this.#request;
    if (options?.startFromBookmark?.length) {
      throw new TalosError(
        status.FAILED_PRECONDITION,
        'invalid watch bookmark: buffer overrun',
      );
    }
    this.#write({});
    const wanted = resources.filter(resource => this.#isWanted(resource));
    if (id !== undefined) {
      // A watch of one resource begins with it, or with its absence.
      this.#send(wanted.map(resource => this.#created(resource)));
    } else if (options?.bootstrapContents) {
      this.#send(wanted.map(resource => this.#created(resource)));
      this.#bootstrapped();
    } else if (options?.bootstrapBookmark) {
      this.#send([{ eventType: 'NOOP', bookmark: bookmarkOf(0) }]);
    }
  }

  tell(event: ResourceEvent): void {
    if (!this.#isWanted(event.resource)) return;
    this.#send([
      {
        resource: this.#toWire(event.resource),
        eventType: event.kind,
        ...(event.old ? { old: this.#toWire(event.old) } : {}),
        bookmark: bookmarkOf(event.resource.version),
      },
    ]);
  }

  #isWanted(resource: TalosResource): boolean {
    const { id, options } = this.#request;
    const regexp = options?.idQuery?.regexp;
    return (
      (id === undefined || resource.id === id) &&
      (!regexp || new RegExp(regexp).test(resource.id))
    );
  }

  #created(resource: TalosResource): object {
    return { resource: this.#toWire(resource), eventType: 'CREATED' };
  }

  #bootstrapped(): void {
    if (this.#request.apiVersion >= 1) {
      this.#send([{ eventType: 'BOOTSTRAPPED', bookmark: bookmarkOf(0) }]);
    }
  }

  #send(events: readonly object[]): void {
    if (events.length === 0) return;
    if (this.#request.options?.aggregated) {
      this.#write({ event: events });
      return;
    }
    for (const event of events) this.#write({ event: [event] });
  }
}
