import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answer to one path; `undefined`: none, ever. */
export type RegistryReply =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | undefined;

const INDEX = 'application/vnd.oci.image.index.v1+json';

/**
 * A registry on loopback that answers as the OCI distribution specification has
 * it, and misbehaves where a path is given another answer.
 */
export class StandInRegistry {
  /** `METHOD path` of everything that was asked, with the authorization sent. */
  readonly asked: { readonly line: string; readonly authorization?: string }[] =
    [];
  /** By path, without its query. */
  readonly replies = new Map<
    string,
    (request: IncomingMessage) => RegistryReply
  >();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) =>
      this.#answer(request, response),
    );
  }

  static async start(): Promise<StandInRegistry> {
    const registry = new StandInRegistry();
    await new Promise<void>(resolve =>
      registry.#server.listen(0, '127.0.0.1', resolve),
    );
    return registry;
  }

  get host(): string {
    return `localhost:${this.#port}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Has it hold one manifest. */
  hold(name: string, reference: string): void {
    this.reply(`/v2/${name}/manifests/${reference}`, {
      status: 200,
      headers: { 'content-type': INDEX },
      body: '{"schemaVersion":2}',
    });
  }

  reply(path: string, reply: RegistryReply): void {
    this.replies.set(path, () => reply);
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const { authorization } = request.headers;
    this.asked.push({
      line: `${request.method} ${request.url}`,
      ...(authorization ? { authorization } : {}),
    });
    const known = this.replies.get(pathname);
    const reply = known
      ? known(request)
      : errorReply(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    if (!reply) {
      return;
    }
    response.writeHead(reply.status, reply.headers);
    response.end(request.method === 'HEAD' ? undefined : reply.body);
  }
}

/** An error in the specification's own shape. */
export function errorReply(
  status: number,
  code: string,
  message = '',
): NonNullable<RegistryReply> {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errors: [{ code, message }] }),
  };
}
