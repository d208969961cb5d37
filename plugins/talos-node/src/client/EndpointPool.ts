import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import {
  connectivityState,
  credentials,
  makeGenericClientConstructor,
  status,
  type ServiceError,
} from '@grpc/grpc-js';
import type { CertificateFacts } from '@homestage/backstage-plugin-talos-common';
import type { Talosconfig } from '../talosconfig/Talosconfig';
import { talosServices } from './protocol';

/** The default of 4 MiB is too small for some answers of Talos. */
const MAX_MESSAGE_BYTES = 32 * 2 ** 20;

const CHANNEL_OPTIONS = {
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  // A dead peer is noticed without a call, so that watches end.
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.initial_reconnect_backoff_ms': 1_000,
  'grpc.max_reconnect_backoff_ms': 5_000,
};

/** A client with the methods of {@link talosServices}. */
export type ServiceClient = InstanceType<
  ReturnType<typeof makeGenericClientConstructor>
>;

/** A stream of messages that can be given up. */
export interface ReadableCall<T> extends AsyncIterable<T> {
  cancel(): void;
}

/**
 * One connection to each endpoint of a talosconfig. The one that worked last is
 * used; one that can not be connected to goes to the end of the row.
 */
export class EndpointPool {
  readonly #clients: Array<{ endpoint: string; client: ServiceClient }>;

  constructor(
    talosconfig: Talosconfig,
    options: {
      now: () => number;
      onServing: (certificate: CertificateFacts) => void;
    },
  ) {
    const Client = makeGenericClientConstructor(talosServices(), 'Talos');
    this.#clients = talosconfig.endpoints.map(endpoint => ({
      endpoint,
      client: new Client(
        endpoint,
        credentials.createSsl(
          Buffer.from(talosconfig.ca),
          Buffer.from(talosconfig.key),
          Buffer.from(talosconfig.certificate),
          {
            checkServerIdentity: (host, certificate) => {
              options.onServing(servingFacts(endpoint, certificate, options));
              return checkServerIdentity(host, certificate);
            },
          },
        ),
        CHANNEL_OPTIONS,
      ),
    }));
  }

  /** Runs a call on the first endpoint that is connected to. Rejects as the call does. */
  async run<T>(call: (client: ServiceClient) => Promise<T>): Promise<T> {
    let failure: unknown;
    for (const entry of [...this.#clients]) {
      try {
        return await call(entry.client);
      } catch (error) {
        failure = error;
        if (!isEndpointDown(entry.client, error)) {
          throw error;
        }
        this.#demote(entry);
      }
    }
    throw failure;
  }

  /**
   * Runs a stream on the first endpoint that is connected to. Once a message came,
   * no other endpoint is tried: the beginning would come twice.
   */
  async *stream<T>(
    open: (client: ServiceClient) => ReadableCall<T>,
    signal?: AbortSignal,
  ): AsyncGenerator<T> {
    let failure: unknown;
    for (const entry of [...this.#clients]) {
      const call = open(entry.client);
      const cancel = () => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      let isBegun = false;
      try {
        for await (const message of call) {
          isBegun = true;
          yield message;
        }
        return;
      } catch (error) {
        if (signal?.aborted) {
          return;
        }
        failure = error;
        if (isBegun || !isEndpointDown(entry.client, error)) {
          throw error;
        }
        this.#demote(entry);
      } finally {
        signal?.removeEventListener('abort', cancel);
        call.cancel();
      }
    }
    throw failure;
  }

  close(): void {
    for (const { client } of this.#clients) {
      client.close();
    }
  }

  #demote(entry: { endpoint: string; client: ServiceClient }): void {
    const at = this.#clients.indexOf(entry);
    this.#clients.push(...this.#clients.splice(at, 1));
  }
}

/** A machine behind a connected endpoint fails the same way as the endpoint itself. */
function isEndpointDown(client: ServiceClient, error: unknown): boolean {
  const { code } = error as ServiceError;
  return (
    (code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED) &&
    client.getChannel().getConnectivityState(false) !== connectivityState.READY
  );
}

function servingFacts(
  endpoint: string,
  certificate: PeerCertificate,
  options: { now: () => number },
): CertificateFacts {
  return {
    kind: 'serving',
    name: endpoint,
    notBefore: new Date(certificate.valid_from).toISOString(),
    notAfter: new Date(certificate.valid_to).toISOString(),
    seenAt: new Date(options.now()).toISOString(),
  };
}
