import {
  type ClientReadableStream,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import type {
  CertificateFacts,
  TalosActionRpc,
  TalosAskedRpc,
  TalosResource,
  TalosRpc,
  TalosStreamRpc,
} from '@homestage/backstage-plugin-talos-common';
import type { Talosconfig } from '../talosconfig/Talosconfig';
import { EndpointPool, type ServiceClient } from './EndpointPool';
import { readResource, type WireResource } from './readResource';

/** apid itself tries for up to 20 s to reach another machine; nobody waits that long. */
const DEADLINE_MS = 5_000;

/** One answer of COSI's Get, and one message of its List, as the protocol declares them. */
interface ResourceMessage {
  readonly resource?: WireResource;
}

/** One message of COSI's Watch. */
interface WatchMessage {
  readonly event?: readonly {
    readonly eventType: string;
    readonly error?: string;
    readonly resource?: WireResource;
  }[];
}

/**
 * Which resources.
 *
 * @public
 */
export interface ResourceKind {
  readonly namespace: string;
  readonly type: string;
}

/**
 * What a watch tells: the whole of what is there once, then each change.
 *
 * @public
 */
export type ResourceChange =
  | {
      readonly kind: 'bootstrapped';
      readonly resources: readonly TalosResource[];
    }
  | { readonly kind: 'put'; readonly resource: TalosResource }
  | { readonly kind: 'removed'; readonly id: string };

/**
 * Reads machines through the endpoints of a talosconfig: one machine per call, by
 * the header `node`, because Talos gives up proxying to many.
 *
 * @remarks
 *
 * An empty node is the endpoint itself. Every call ends by its deadline. Failures reject with gRPC's error; see
 * `describeTalosFailure`. A watch ends by rejecting, or when its signal aborts: the
 * caller begins it anew, and then gets the whole again, so that nothing is missed.
 * Bookmarks are not used to resume: the parts are small, and a machine that was
 * rebooted refuses the old ones.
 *
 * @public
 */
export class TalosClient {
  readonly #pool: EndpointPool;

  constructor(
    talosconfig: Talosconfig,
    options: {
      now: () => number;
      /** Told of the certificate of each endpoint at every handshake. */
      onServing?: (certificate: CertificateFacts) => void;
    },
  ) {
    this.#pool = new EndpointPool(talosconfig, {
      now: options.now,
      onServing: options.onServing ?? (() => {}),
    });
  }

  /** Calls an RPC of `machine.MachineService` and gives its answer. */
  call(
    rpc: TalosRpc | TalosAskedRpc | TalosActionRpc,
    node: string,
    options: {
      request?: object;
      signal?: AbortSignal;
      deadlineMs?: number;
    } = {},
  ): Promise<unknown> {
    // The flag asks the machine's own list, which differs while it is cut off.
    const request = rpc === 'etcdMemberList' ? { queryLocal: true } : {};
    return this.#unary(rpc, node, { request, ...options });
  }

  /**
   * The messages of an RPC of `machine.MachineService` that answers with a stream, as
   * fast as they are read. It has no deadline: it ends when the machine has said all,
   * or when the signal aborts or nobody reads on.
   */
  stream(
    rpc: TalosStreamRpc,
    node: string,
    options: { request?: object; signal?: AbortSignal } = {},
  ): AsyncGenerator<unknown> {
    return this.#pool.stream<unknown>(
      client => client[rpc](options.request ?? {}, headersOf(node)),
      options.signal,
    );
  }

  /** Gets one resource. */
  async get(
    node: string,
    kind: ResourceKind & { id: string },
    options: { signal?: AbortSignal } = {},
  ): Promise<TalosResource | undefined> {
    const answer = (await this.#unary('get', node, {
      request: kind,
      ...options,
    })) as ResourceMessage;
    return readResource(answer.resource ?? {});
  }

  /** Lists resources. */
  list(
    node: string,
    kind: ResourceKind,
    options: { signal?: AbortSignal } = {},
  ): Promise<TalosResource[]> {
    const found: TalosResource[] = [];
    return this.#stream<ResourceMessage>(
      client => client.list(kind, headersOf(node), deadlineOf(DEADLINE_MS)),
      ({ resource }) => {
        const read = readResource(resource ?? {});
        if (read) {
          found.push(read);
        }
      },
      options.signal,
    ).then(() => found);
  }

  /**
   * Watches resources until the signal aborts.
   *
   * @returns resolves when aborted, or when the machine ended the stream
   */
  watch(
    node: string,
    kind: ResourceKind,
    options: {
      signal: AbortSignal;
      onChange: (change: ResourceChange) => void;
    },
  ): Promise<void> {
    const request = {
      ...kind,
      options: { bootstrapContents: true, aggregated: true },
      // Without it the server does not say when the beginning is over.
      apiVersion: 1,
    };
    // Anew for each endpoint that is tried.
    let first: TalosResource[] | undefined = [];
    return this.#stream<WatchMessage>(
      client => {
        first = [];
        return client.watch(request, headersOf(node));
      },
      ({ event = [] }) => {
        for (const one of event) {
          if (one.eventType === 'ERRORED') {
            throw new Error(one.error || 'The watch failed on the machine');
          }
          if (one.eventType === 'BOOTSTRAPPED') {
            options.onChange({ kind: 'bootstrapped', resources: first ?? [] });
            first = undefined;
            continue;
          }
          const resource = readResource(one.resource ?? {});
          if (!resource) {
            continue;
          }
          if (first) {
            first.push(resource);
          } else if (one.eventType === 'DESTROYED') {
            options.onChange({ kind: 'removed', id: resource.id });
          } else {
            options.onChange({ kind: 'put', resource });
          }
        }
      },
      options.signal,
    );
  }

  /** Ends every call and connection. */
  close(): void {
    this.#pool.close();
  }

  #unary(
    method: string,
    node: string,
    options: { request: object; signal?: AbortSignal; deadlineMs?: number },
  ): Promise<unknown> {
    return this.#pool.run(client =>
      untilAborted(options.signal, (resolve, reject) =>
        client[method](
          options.request,
          headersOf(node),
          deadlineOf(options.deadlineMs ?? DEADLINE_MS),
          (error: ServiceError | null, answer: unknown) =>
            error ? reject(error) : resolve(answer),
        ),
      ),
    );
  }

  #stream<Message>(
    open: (client: ServiceClient) => ClientReadableStream<Message>,
    onMessage: (message: Message) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    return this.#pool.run(client =>
      untilAborted<void>(signal, (resolve, reject) => {
        const stream = open(client);
        stream.on('data', (message: Message) => {
          try {
            onMessage(message);
          } catch (error) {
            stream.cancel();
            reject(error);
          }
        });
        stream.on('end', () => resolve());
        stream.on('error', (error: ServiceError) =>
          signal?.aborted ? resolve() : reject(error),
        );
        return stream;
      }),
    );
  }
}

function headersOf(node: string): Metadata {
  const metadata = new Metadata();
  if (node) {
    metadata.set('node', node);
  }
  return metadata;
}

function deadlineOf(deadlineMs: number) {
  return { deadline: Date.now() + deadlineMs };
}

/**
 * Runs a call, and cancels it when the signal aborts. Nothing of a call that has ended
 * stays with the signal, which lives for as long as the machine answers.
 */
function untilAborted<T>(
  signal: AbortSignal | undefined,
  begin: (
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ) => { cancel(): void },
): Promise<T> {
  let cancel = () => {};
  return new Promise<T>((resolve, reject) => {
    const call = begin(resolve, reject);
    cancel = () => call.cancel();
    if (signal?.aborted) {
      cancel();
    }
    signal?.addEventListener('abort', cancel, { once: true });
  }).finally(() => signal?.removeEventListener('abort', cancel));
}
