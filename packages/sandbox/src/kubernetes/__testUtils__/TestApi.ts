import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { waitFor } from '../../testUtils';
import { labDefinitions } from '../labDefinitions';
import { MemoryObjectStore } from '../MemoryObjectStore';
import { StoredObject } from '../ObjectStore';
import {
  KubernetesApi,
  KubernetesApiOptions,
  startKubernetesApi,
} from '../startKubernetesApi';

export interface Answer {
  code: number;
  headers: IncomingMessage['headers'];
  text: string;
  /** The body as JSON. */
  json(): any;
}

export interface CallOptions {
  method?: string;
  body?: unknown;
  contentType?: string;
  accept?: string;
  token?: string;
}

/** A watch as a client reads it. */
export interface TestWatch {
  /** The whole lines so far. */
  events: Array<{ type: string; object: any }>;
  /** What came after the last whole line. */
  rest(): string;
  isOver(): boolean;
  close(): void;
}

/** Waits until something holds; a test that waits in vain says for what. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  await waitFor(holds, { until: Boolean, show: () => `not yet ${what}` });
}

/** A Kubernetes API on a free port with a store of its own, and a plain HTTPS client. */
export class TestApi {
  readonly store: MemoryObjectStore;
  readonly api: KubernetesApi;
  readonly directory: string;
  readonly #agent: Agent;

  private constructor(
    store: MemoryObjectStore,
    api: KubernetesApi,
    directory: string,
  ) {
    this.store = store;
    this.api = api;
    this.directory = directory;
    this.#agent = new Agent({ ca: readFileSync(api.caFile), keepAlive: true });
  }

  static async start(
    options: Partial<KubernetesApiOptions> & { historyPerKind?: number } = {},
  ): Promise<TestApi> {
    const now = options.now ?? (() => new Date().getTime());
    const store = new MemoryObjectStore({
      now,
      historyPerKind: options.historyPerKind,
    });
    labDefinitions().forEach(definition => store.create(definition));
    const directory = mkdtempSync(path.join(tmpdir(), 'homestage-api-'));
    const api = await startKubernetesApi({
      store,
      stateDirectory: directory,
      now,
      ...options,
    });
    return new TestApi(store, api, directory);
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.api.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  create(object: object): StoredObject {
    return this.store.create(object as StoredObject);
  }

  async call(target: string, options: CallOptions = {}): Promise<Answer> {
    const response = await this.#open(target, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    return {
      code: response.statusCode ?? 0,
      headers: response.headers,
      text,
      json: () => JSON.parse(text),
    };
  }

  async watch(target: string, options: CallOptions = {}): Promise<TestWatch> {
    const separator = target.includes('?') ? '&' : '?';
    const response = await this.#open(
      `${target}${separator}watch=true`,
      options,
    );
    let buffered = '';
    let isOver = false;
    const events: TestWatch['events'] = [];
    response.on('data', chunk => {
      buffered += chunk;
      const lines = buffered.split('\n');
      buffered = lines.pop() ?? '';
      events.push(...lines.map(line => JSON.parse(line)));
    });
    response.on('close', () => {
      isOver = true;
    });
    // A broken connection is what some tests ask for; `isOver` tells them.
    response.on('error', () => {
      isOver = true;
    });
    return {
      events,
      rest: () => buffered,
      isOver: () => isOver,
      close: () => response.destroy(),
    };
  }

  #open(target: string, options: CallOptions): Promise<IncomingMessage> {
    const { method = 'GET', body, accept = 'application/json' } = options;
    const token = options.token ?? this.api.tokens.admin;
    const sent =
      typeof body === 'string' || body instanceof Buffer
        ? body
        : body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        new URL(target, this.api.url),
        {
          method,
          agent: this.#agent,
          headers: {
            accept,
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(sent
              ? { 'content-type': options.contentType ?? 'application/json' }
              : {}),
          },
        },
        resolve,
      );
      request.on('error', reject);
      request.end(sent);
    });
  }
}
