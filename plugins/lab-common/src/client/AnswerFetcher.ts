import type { z } from 'zod';
import { RequestError } from './RequestError';

/** Answers kept for their revision; the one unused longest goes first. */
const MAX_KEPT_ANSWERS = 50;

/**
 * What a client over HTTP needs: Backstage's own APIs fit, on both sides.
 *
 * @public
 */
export interface FetchClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * Options of one request.
 *
 * @public
 */
export interface RequestOptions {
  signal?: AbortSignal;
}

/**
 * Fetches the answers of one plugin's backend. It keeps the last ones; a 304 gives
 * back the very object of before. The ETag is made from the revision in the answer,
 * because a browser does not show the header across origins.
 *
 * @public
 */
export class AnswerFetcher {
  readonly #pluginId: string;
  readonly #options: FetchClientOptions;
  readonly #kept = new Map<string, { revision: string; answer: unknown }>();

  constructor(pluginId: string, options: FetchClientOptions) {
    this.#pluginId = pluginId;
    this.#options = options;
  }

  /** Rejects with {@link RequestError}, or where the answer is not by the schema. */
  async get<T extends z.ZodType<{ revision: string }>>(
    path: string,
    schema: T,
    options?: RequestOptions,
  ): Promise<z.infer<T>> {
    const kept = this.#kept.get(path);
    const response = await this.#fetch(path, {
      signal: options?.signal,
      headers: kept ? { 'If-None-Match': `"${kept.revision}"` } : {},
    });
    if (response.status === 304 && kept) {
      this.#keep(path, kept);
      return kept.answer as z.infer<T>;
    }
    await this.#requireOk(response);
    const answer = schema.parse(await response.json());
    this.#keep(path, { revision: answer.revision, answer });
    return answer;
  }

  /** The response as it comes, for what is streamed and for what is asked to be done. */
  async send(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetch(path, init);
    await this.#requireOk(response);
    return response;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl(this.#pluginId);
    return fetchApi.fetch(`${baseUrl}${path}`, init);
  }

  async #requireOk(response: Response): Promise<void> {
    if (!response.ok) {
      throw await RequestError.fromResponse(response, this.#pluginId);
    }
  }

  #keep(path: string, entry: { revision: string; answer: unknown }) {
    this.#kept.delete(path);
    this.#kept.set(path, entry);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > MAX_KEPT_ANSWERS && !oldest.done) {
      this.#kept.delete(oldest.value);
    }
  }
}
