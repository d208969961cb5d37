import type { z } from 'zod';
import { ForgeError } from './ForgeError';
import type { ForgeErrorCode } from './ForgeError';
import type { ForgeAccess } from './forgeAccess';
import { requestedWaitMs } from './rateLimit';
import { refusalText } from './refusalText';

const DEFAULT_TIMEOUT_MS = 20_000;
/** A person waits for the answer; a longer pause is told instead of slept through. */
const MAX_WAIT_MS = 10_000;
/** Refused for its rate this often in a row, a call is given up. */
const MAX_WAITS = 2;
/** What a forge means that says "too many requests" and not for how long. */
const DEFAULT_PAUSE_MS = 60_000;

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
  unauthenticated: 'Set a valid token for this host under integrations.',
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
export interface ForgeCall<T> {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the root of the API, with its query, already encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** What is being done, for messages: `reading branch 'main'`. */
  readonly doing: string;
  readonly schema: z.ZodType<T>;
}

/** Where and how a {@link ForgeClient} speaks. */
export interface ForgeClientOptions {
  readonly host: string;
  /** Root of the API, without a slash at its end. */
  readonly apiUrl: string;
  readonly access: ForgeAccess;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Unset: 20 seconds. */
  readonly timeoutMs?: number;
  /** Unset: the clock of the machine. */
  readonly now?: () => number;
  /** Resolves after the time. Unset: a timer. */
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * Speaks HTTP with one forge: credentials, time-out, validation, one table from
 * status to code, and its wish for a pause. Calls during a pause that the forge
 * asked for wait when it is short, and else fail without being sent: whoever
 * goes on asking is locked out for longer.
 */
export class ForgeClient {
  readonly #options: ForgeClientOptions;
  readonly #timeoutMs: number;
  readonly #now: () => number;
  readonly #wait: (ms: number) => Promise<void>;
  #pausedUntilMs = 0;

  constructor(options: ForgeClientOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#now = options.now ?? Date.now;
    this.#wait =
      options.wait ?? (ms => new Promise(done => setTimeout(done, ms)));
  }

  /** Rejects with {@link ForgeError}; `read` with 404 gives undefined. */
  async read<T>(call: ForgeCall<T>): Promise<T | undefined> {
    const response = await this.#send(call);
    if (response.status === 404) {
      await discard(response);
      return undefined;
    }
    return this.#parse(call, response);
  }

  async request<T>(call: ForgeCall<T>): Promise<T> {
    return this.#parse(call, await this.#send(call));
  }

  /** Like `request`, for APIs that say half of it in headers. */
  async exchange<T>(
    call: ForgeCall<T>,
  ): Promise<{ readonly answer: T; readonly headers: Headers }> {
    const response = await this.#send(call);
    const answer = await this.#parse(call, response);
    return { answer, headers: response.headers };
  }

  async #send(call: ForgeCall<unknown>): Promise<Response> {
    for (let waits = 0; ; waits++) {
      await this.#keepPause(call);
      const response = await this.#fetch(call);
      const pauseMs = requestedWaitMs(response, this.#now());
      if (pauseMs === undefined) {
        return response;
      }
      this.#pausedUntilMs = this.#now() + (pauseMs ?? DEFAULT_PAUSE_MS);
      if (waits >= MAX_WAITS || this.#remainingPauseMs() > MAX_WAIT_MS) {
        throw this.#limited(call, response.status, await textOf(response));
      }
      await discard(response);
    }
  }

  async #keepPause(call: ForgeCall<unknown>): Promise<void> {
    const pauseMs = this.#remainingPauseMs();
    if (pauseMs > MAX_WAIT_MS) {
      throw this.#limited(call);
    }
    if (pauseMs > 0) {
      await this.#wait(pauseMs);
    }
  }

  #remainingPauseMs(): number {
    return this.#pausedUntilMs - this.#now();
  }

  async #fetch(call: ForgeCall<unknown>): Promise<Response> {
    const { apiUrl, access, headers } = this.#options;
    const credentials = await access.headers();
    const body =
      call.body === undefined ? undefined : JSON.stringify(call.body);
    try {
      return await fetch(`${apiUrl}${call.path}`, {
        method: call.method ?? 'GET',
        headers: {
          accept: 'application/json',
          ...headers,
          ...credentials,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body,
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch (cause) {
      throw this.#unreachable(call, cause);
    }
  }

  async #parse<T>(call: ForgeCall<T>, response: Response): Promise<T> {
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
          this.#options.host
        } answered with something else than the API promises (${places
          .slice(0, 3)
          .join(', ')})`,
      );
    }
    return parsed.data;
  }

  async #body(call: ForgeCall<unknown>, response: Response): Promise<unknown> {
    let text: string;
    try {
      text = await response.text();
    } catch (cause) {
      throw this.#unreachable(call, cause);
    }
    return jsonOf(text);
  }

  #refused(
    call: ForgeCall<unknown>,
    status: number,
    body: unknown,
  ): ForgeError {
    const code = CODES[status] ?? 'failed';
    const said = refusalText(body);
    return new ForgeError({
      code,
      status,
      message: `${this.#options.host} refused ${call.doing} (HTTP ${status}${
        said ? `: ${said}` : ''
      }).`,
      nextStep:
        code === 'unauthenticated'
          ? this.#options.access.nextStep
          : NEXT_STEPS[code],
    });
  }

  #limited(
    call: ForgeCall<unknown>,
    status?: number,
    body?: string,
  ): ForgeError {
    const seconds = Math.max(1, Math.ceil(this.#remainingPauseMs() / 1_000));
    const said = refusalText(jsonOf(body ?? ''));
    return new ForgeError({
      code: 'rate-limited',
      status,
      message: `${this.#options.host} wants a pause before ${call.doing}${
        status === undefined ? '' : ` (HTTP ${status}${said && `: ${said}`})`
      }.`,
      nextStep: `Wait ${seconds} s, then run it again: what was done so far is found and continued.`,
    });
  }

  #unreachable(call: ForgeCall<unknown>, cause: unknown): ForgeError {
    return new ForgeError({
      code: 'unreachable',
      message: `${this.#options.host} did not answer while ${call.doing}.`,
      nextStep: NEXT_STEPS.unreachable,
      cause,
    });
  }

  #failed(call: ForgeCall<unknown>, status: number, what: string): ForgeError {
    return new ForgeError({
      code: 'failed',
      status,
      message: `${what} while ${call.doing}.`,
      nextStep: NEXT_STEPS.failed,
    });
  }
}

/** A body that nobody reads would hold its connection. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel();
}

async function textOf(response: Response): Promise<string | undefined> {
  try {
    return await response.text();
  } catch {
    // The status said what matters.
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    // Proxies answer in HTML; the status says enough, and a success that is
    // not JSON fails the schema.
    return undefined;
  }
}
