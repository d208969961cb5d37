import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
} from '@backstage/integration';
import type { z } from 'zod';
import { ForgeError } from './ForgeError';
import type { ForgeErrorCode } from './ForgeError';

const DEFAULT_TIMEOUT_MS = 20_000;
/** Gitea answers an error with `{ message, url }`; of a longer text only the beginning is quoted. */
const MAX_QUOTE = 200;

const CODES: Readonly<Record<number, ForgeErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'conflict',
  409: 'conflict',
  410: 'not-found',
  413: 'invalid',
  422: 'invalid',
  423: 'forbidden',
  429: 'rate-limited',
};

const NEXT_STEPS: Readonly<Record<ForgeErrorCode, string>> = {
  unauthenticated: 'Set a valid token for this host under integrations.gitea.',
  forbidden:
    'Give the token write access to the repository, and check its branch protection.',
  'not-found':
    'Check the address of the repository and the access of the token.',
  exists: 'Run it again: what exists is taken up and updated.',
  conflict: 'Run it again: it starts from what the branch holds now.',
  invalid: 'Change what was asked for, then run it again.',
  'rate-limited': 'Wait a minute, then run it again.',
  unreachable:
    'Check that the forge is up, then run it again: what was done so far is found and continued.',
  failed: "Look into the forge's own log, then run it again.",
  unsupported: 'Use a repository on a supported forge.',
};

/** One call of the API. */
export interface GiteaCall<T> {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with its query, already encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** What is being done, for messages: `reading branch 'main'`. */
  readonly doing: string;
  readonly schema: z.ZodType<T>;
}

/**
 * Speaks HTTP with one Gitea or Forgejo: credentials, time-out, validation, and
 * one table from status to code.
 */
export class GiteaClient {
  readonly #config: GiteaIntegrationConfig;
  readonly #timeoutMs: number;

  constructor(
    config: GiteaIntegrationConfig,
    options?: { readonly timeoutMs?: number },
  ) {
    this.#config = config;
    this.#timeoutMs = options?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** Rejects with {@link ForgeError}; `read` with 404 gives undefined. */
  async read<T>(call: GiteaCall<T>): Promise<T | undefined> {
    const response = await this.#fetch(call);
    if (response.status === 404) {
      return undefined;
    }
    return this.#parse(call, response);
  }

  async request<T>(call: GiteaCall<T>): Promise<T> {
    return this.#parse(call, await this.#fetch(call));
  }

  async #fetch(call: GiteaCall<unknown>): Promise<Response> {
    const { headers } = getGiteaRequestOptions(this.#config);
    try {
      return await fetch(`${this.#config.baseUrl}/api/v1${call.path}`, {
        method: call.method ?? 'GET',
        headers: {
          ...headers,
          accept: 'application/json',
          ...(call.body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
        },
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch (cause) {
      throw this.#unreachable(call, cause);
    }
  }

  async #parse<T>(call: GiteaCall<T>, response: Response): Promise<T> {
    const body = await this.#body(call, response);
    if (!response.ok) {
      throw this.#refused(call, response.status, body);
    }
    const parsed = call.schema.safeParse(body);
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path }) => path.join('.'));
      throw this.#failed(
        call,
        response.status,
        `${
          this.#config.host
        } answered with something else than the API promises (${places
          .slice(0, 3)
          .join(', ')})`,
      );
    }
    return parsed.data;
  }

  async #body(call: GiteaCall<unknown>, response: Response): Promise<unknown> {
    let text: string;
    try {
      text = await response.text();
    } catch (cause) {
      throw this.#unreachable(call, cause);
    }
    try {
      return text ? JSON.parse(text) : undefined;
    } catch {
      // Proxies answer in HTML; the status says enough, and a success that is
      // not JSON fails the schema.
      return undefined;
    }
  }

  #refused(
    call: GiteaCall<unknown>,
    status: number,
    body: unknown,
  ): ForgeError {
    const code = CODES[status] ?? 'failed';
    const said = messageOf(body);
    return new ForgeError({
      code,
      status,
      message: `${this.#config.host} refused ${call.doing} (HTTP ${status}${
        said ? `: ${said}` : ''
      }).`,
      nextStep: NEXT_STEPS[code],
    });
  }

  #unreachable(call: GiteaCall<unknown>, cause: unknown): ForgeError {
    return new ForgeError({
      code: 'unreachable',
      message: `${this.#config.host} did not answer while ${call.doing}.`,
      nextStep: NEXT_STEPS.unreachable,
      cause,
    });
  }

  #failed(call: GiteaCall<unknown>, status: number, what: string): ForgeError {
    return new ForgeError({
      code: 'failed',
      status,
      message: `${what} while ${call.doing}.`,
      nextStep: NEXT_STEPS.failed,
    });
  }
}

function messageOf(body: unknown): string {
  const message =
    typeof body === 'object' && body !== null && 'message' in body
      ? body.message
      : undefined;
  return typeof message === 'string'
    ? message.replace(/\s+/g, ' ').trim().slice(0, MAX_QUOTE)
    : '';
}
