import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an API sees it. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type ApiHandler = (request: ApiRequest) => Promise<ApiAnswer>;

/**
 * How a call goes wrong. `before`: the work is not done; `after`: it is done,
 * and nobody hears of it. `cut` ends the connection, `silent` keeps it open
 * without a word, until the client gives up.
 */
export type CallFault =
  | { readonly kind: 'cut' | 'silent'; readonly when: 'before' | 'after' }
  | ({ readonly kind: 'answer' } & ApiAnswer)
  | { readonly kind: 'act'; readonly act: () => void | Promise<void> };

/** Between client and API: counts the calls, and lets chosen ones go wrong. */
export class FaultGate {
  readonly calls: string[] = [];
  /** Calls that the API could not even read: there must be none. */
  readonly broken: string[] = [];
  readonly #handler: ApiHandler;
  readonly #server: Server;
  readonly #faults = new Map<number, CallFault>();

  static async start(handler: ApiHandler): Promise<FaultGate> {
    const gate = new FaultGate(handler);
    await new Promise<void>(resolve =>
      gate.#server.listen(0, '127.0.0.1', resolve),
    );
    return gate;
  }

  private constructor(handler: ApiHandler) {
    this.#handler = handler;
    this.#server = createServer(async (request, response) => {
      const at = this.calls.push(`${request.method} ${request.url}`) - 1;
      const fault = this.#faults.get(at);
      const asked = await readRequest(request);
      if (fault?.kind === 'cut' && fault.when === 'before') {
        response.destroy();
        return;
      }
      if (fault?.kind === 'silent' && fault.when === 'before') {
        return;
      }
      if (fault?.kind === 'act') {
        await fault.act();
      }
      const answer =
        fault?.kind === 'answer' ? fault : await this.#handle(asked);
      if (fault?.kind === 'cut') {
        response.destroy();
        return;
      }
      if (fault?.kind === 'silent') {
        return;
      }
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        ...answer.headers,
      });
      response.end(answer.body);
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Forgets all faults and calls: the next one is number 0. */
  reset(): void {
    this.#faults.clear();
    this.calls.length = 0;
  }

  /** The call with this number, counted from 0 since the last reset, goes wrong. */
  strike(at: number, fault: CallFault): void {
    this.#faults.set(at, fault);
  }

  async #handle(request: ApiRequest): Promise<ApiAnswer> {
    try {
      return await this.#handler(request);
    } catch (error) {
      const { method, path } = request;
      this.broken.push(`${method} ${path}: ${error}`);
      return { status: 500 };
    }
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }
}

async function readRequest(request: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
