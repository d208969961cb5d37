import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';

/** Where a Kubernetes API is, and who asks. */
export interface KubernetesAddress {
  url: string;
  caFile: string;
  token: string;
}

export interface KubernetesRequest {
  method?: string;
  /** Sent as it is when it is text, else as JSON. */
  body?: unknown;
  contentType?: string;
  accept?: string;
  headers?: Readonly<Record<string, string>>;
}

/** What an API server said, word for word. */
export interface KubernetesAnswer {
  code: number;
  headers: IncomingMessage['headers'];
  text: string;
  json(): any;
}

/** A watch as a client reads it. */
export interface KubernetesWatch {
  /** The events that came so far, in their order; one `REFUSED` when there is no watch. */
  readonly events: ReadonlyArray<{ type: string; object: any }>;
  /** Whether the server has ended it. */
  isOver(): boolean;
  close(): void;
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * A plain HTTPS client: what a server says is neither parsed nor judged on the way.
 * Knows no server in particular, so that two can be compared.
 */
export class KubernetesConnection {
  readonly address: KubernetesAddress;
  readonly #agent: Agent;

  constructor(address: KubernetesAddress) {
    this.address = address;
    this.#agent = new Agent({
      ca: readFileSync(address.caFile),
      keepAlive: true,
    });
  }

  async call(
    path: string,
    options: KubernetesRequest = {},
  ): Promise<KubernetesAnswer> {
    const response = await this.#open(path, options);
    const text = await textOf(response);
    return {
      code: response.statusCode ?? 0,
      headers: response.headers,
      text,
      json: () => JSON.parse(text),
    };
  }

  /**
   * The JSON a request is answered with.
   *
   * @throws when the answer is not a success, with what the server said
   */
  async json(path: string, options: KubernetesRequest = {}): Promise<any> {
    const answer = await this.call(path, options);
    if (answer.code >= 300) {
      throw new Error(
        `${options.method ?? 'GET'} ${path}: HTTP ${answer.code} ${
          answer.text
        }`,
      );
    }
    return answer.json();
  }

  /** Opens a watch; its first answer is waited for, its events are not. */
  async watch(
    path: string,
    options: KubernetesRequest = {},
  ): Promise<KubernetesWatch> {
    const separator = path.includes('?') ? '&' : '?';
    const response = await this.#open(`${path}${separator}watch=true`, options);
    const events: Array<{ type: string; object: any }> = [];
    if (response.statusCode !== 200) {
      const object = JSON.parse(await textOf(response));
      events.push({ type: 'REFUSED', object });
      return { events, isOver: () => true, close: () => undefined };
    }
    let isOver = false;
    let rest = '';
    response.on('data', chunk => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      events.push(...lines.filter(Boolean).map(line => JSON.parse(line)));
    });
    response.on('close', () => {
      isOver = true;
    });
    // A connection that breaks is over; whoever asked for it reads `isOver`.
    response.on('error', () => {
      isOver = true;
    });
    return { events, isOver: () => isOver, close: () => response.destroy() };
  }

  close(): void {
    this.#agent.destroy();
  }

  #open(path: string, options: KubernetesRequest): Promise<IncomingMessage> {
    const { method = 'GET', body, contentType = 'application/json' } = options;
    const text =
      body === undefined || typeof body === 'string'
        ? body
        : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.address.url),
        {
          method,
          agent: this.#agent,
          headers: {
            Authorization: `Bearer ${this.address.token}`,
            Accept: options.accept ?? 'application/json',
            // Named, because Node names no length in a DELETE by itself.
            ...(text !== undefined && {
              'Content-Type': contentType,
              'Content-Length': Buffer.byteLength(text),
            }),
            ...options.headers,
          },
        },
        resolve,
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }
}
