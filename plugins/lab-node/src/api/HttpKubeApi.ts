import http from 'node:http';
import https from 'node:https';
import type { ClusterAccess, Connection } from '../clusters/ClusterAccess';
import type { KubeApi, KubeRequest } from './KubeApi';
import { KubeApiError } from './KubeApiError';
import { LineSplitter } from './LineSplitter';
import { orAborted } from './orAborted';
import { LostConnection, sendRequest } from './sendRequest';
import { statusError } from './statusError';
import { Watchdog } from './Watchdog';

/** Bounds of {@link HttpKubeApi}. */
export interface HttpKubeApiTimeouts {
  /** For a whole answer, and for the first byte of a stream. */
  readonly requestTimeoutMs: number;
  /** For silence within a stream. */
  readonly silenceTimeoutMs: number;
}

/** A page of 500 objects of the largest size etcd takes would be larger; a real one never is. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** Bodies of refusals: a Kubernetes `Status` is a few hundred bytes. */
const MAX_ERROR_BODY_BYTES = 64 * 1024;

/** Probes a quiet connection so that one whose other end is gone is noticed below HTTP too. */
const KEEP_ALIVE_MS = 30_000;

/** {@link KubeApi} over HTTP/1.1: one socket for each stream, as the agent of Node gives. */
export class HttpKubeApi implements KubeApi {
  readonly #access: ClusterAccess;
  readonly #timeouts: HttpKubeApiTimeouts;
  #agent: { key: string; agent: http.Agent } | undefined;

  private constructor(access: ClusterAccess, timeouts: HttpKubeApiTimeouts) {
    this.#access = access;
    this.#timeouts = timeouts;
  }

  static create(
    access: ClusterAccess,
    timeouts: HttpKubeApiTimeouts,
  ): HttpKubeApi {
    return new HttpKubeApi(access, timeouts);
  }

  async getJson(request: KubeRequest): Promise<unknown> {
    const watchdog = new Watchdog(request.signal);
    try {
      watchdog.expect(this.#timeouts.requestTimeoutMs);
      const response = await this.#open(request, watchdog.signal);
      return parse(await readText(response, MAX_BODY_BYTES));
    } catch (error) {
      throw watchdog.explain(error);
    } finally {
      watchdog.stop();
    }
  }

  async getLines(request: KubeRequest): Promise<AsyncIterable<string>> {
    const watchdog = new Watchdog(request.signal);
    try {
      watchdog.expect(this.#timeouts.requestTimeoutMs);
      const response = await this.#open(request, watchdog.signal);
      return readLines(response, {
        watchdog,
        silenceTimeoutMs: this.#timeouts.silenceTimeoutMs,
      });
    } catch (error) {
      watchdog.stop();
      throw watchdog.explain(error);
    }
  }

  reloadCredentials(): void {
    this.#access.reload();
  }

  close(): void {
    this.#agent?.agent.destroy();
    this.#agent = undefined;
  }

  async #open(
    request: KubeRequest,
    signal: AbortSignal,
  ): Promise<http.IncomingMessage> {
    // A login program of a kubeconfig may hang, and knows nothing of the signal.
    const connection = await orAborted(this.#access.connect(), signal);
    const send = () =>
      sendRequest(`${connection.url.replace(/\/+$/, '')}${request.path}`, {
        agent: this.#agentOf(connection),
        headers: {
          accept: request.accept ?? 'application/json',
          'user-agent': 'homestage',
          ...connection.headers,
        },
        signal,
      });
    // The API may close a kept connection in the moment it is used again, which
    // says nothing about the API: the second attempt opens a new one.
    const response = await send().catch(error => {
      if (error instanceof LostConnection) {
        return send();
      }
      throw error;
    });
    const httpStatus = response.statusCode ?? 0;
    if (httpStatus !== 200) {
      throw statusError(httpStatus, {
        body: await readText(response, MAX_ERROR_BODY_BYTES),
        retryAfter: response.headers['retry-after'],
      });
    }
    return response;
  }

  #agentOf({ url, tls }: Connection): http.Agent {
    const key = JSON.stringify([url, tls]);
    if (this.#agent?.key !== key) {
      // The old agent is not destroyed: streams of it may still be read.
      const options = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS };
      this.#agent = {
        key,
        agent: url.startsWith('https:')
          ? new https.Agent({ ...options, ...tls })
          : new http.Agent(options),
      };
    }
    return this.#agent.agent;
  }
}

async function* readLines(
  response: http.IncomingMessage,
  options: { watchdog: Watchdog; silenceTimeoutMs: number },
): AsyncGenerator<string> {
  const { watchdog, silenceTimeoutMs } = options;
  const splitter = new LineSplitter();
  try {
    watchdog.expect(silenceTimeoutMs);
    for await (const chunk of response) {
      watchdog.expect(silenceTimeoutMs);
      yield* splitter.push(chunk);
    }
  } catch (error) {
    throw watchdog.explain(error);
  } finally {
    watchdog.stop();
    response.destroy();
  }
}

async function readText(
  response: http.IncomingMessage,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      response.destroy();
      throw new KubeApiError(`The answer is larger than ${maxBytes} bytes`, {
        code: 'unreadable',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new KubeApiError('The answer is not JSON', {
      code: 'unreadable',
      cause: error,
    });
  }
}
