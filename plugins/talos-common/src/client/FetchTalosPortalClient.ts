import type { z } from 'zod';
import { etcdAnswerSchema } from '../contract/etcd';
import {
  machineDetailAnswerSchema,
  machineRowsAnswerSchema,
  type MachineRef,
} from '../contract/machine';
import {
  certificatesAnswerSchema,
  conditionsAnswerSchema,
  driftAnswerSchema,
  talosSummaryAnswerSchema,
} from '../contract/summary';
import type {
  TalosPortalClient,
  TalosRequestOptions,
} from './TalosPortalClient';
import { TalosRequestError } from './TalosRequestError';

/** Answers kept for their revision; the one unused longest goes first. */
const MAX_KEPT_ANSWERS = 50;

/**
 * What {@link FetchTalosPortalClient} needs: Backstage's own APIs fit, on both sides.
 *
 * @public
 */
export interface FetchTalosPortalClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * The client over HTTP, for browser and Node. It keeps the last answers; a 304
 * gives back the very object of before. The ETag is made from the revision in
 * the answer, because a browser does not show the header across origins.
 *
 * @public
 */
export class FetchTalosPortalClient implements TalosPortalClient {
  readonly #options: FetchTalosPortalClientOptions;
  readonly #kept = new Map<string, { revision: string; answer: unknown }>();

  constructor(options: FetchTalosPortalClientOptions) {
    this.#options = options;
  }

  summary(options?: TalosRequestOptions) {
    return this.#get('/summary', talosSummaryAnswerSchema, options);
  }

  machines(options?: TalosRequestOptions) {
    return this.#get('/machines', machineRowsAnswerSchema, options);
  }

  machine(ref: MachineRef, options?: TalosRequestOptions) {
    const path = [ref.cluster, ref.node].map(encodeURIComponent).join('/');
    return this.#get(`/machines/${path}`, machineDetailAnswerSchema, options);
  }

  etcd(options?: TalosRequestOptions) {
    return this.#get('/etcd', etcdAnswerSchema, options);
  }

  certificates(options?: TalosRequestOptions) {
    return this.#get('/certificates', certificatesAnswerSchema, options);
  }

  drift(options?: TalosRequestOptions) {
    return this.#get('/drift', driftAnswerSchema, options);
  }

  conditions(options?: TalosRequestOptions) {
    return this.#get('/conditions', conditionsAnswerSchema, options);
  }

  async #get<T extends z.ZodType<{ revision: string }>>(
    path: string,
    schema: T,
    options?: TalosRequestOptions,
  ): Promise<z.infer<T>> {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('talos');
    const url = `${baseUrl}${path}`;
    const kept = this.#kept.get(url);
    const response = await this.#options.fetchApi.fetch(url, {
      signal: options?.signal,
      headers: kept ? { 'If-None-Match': `"${kept.revision}"` } : {},
    });
    if (response.status === 304 && kept) {
      this.#keep(url, kept);
      return kept.answer as z.infer<T>;
    }
    if (!response.ok) {
      throw await TalosRequestError.fromResponse(response);
    }
    const answer = schema.parse(await response.json());
    this.#keep(url, { revision: answer.revision, answer });
    return answer;
  }

  #keep(url: string, entry: { revision: string; answer: unknown }) {
    this.#kept.delete(url);
    this.#kept.set(url, entry);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > MAX_KEPT_ANSWERS && !oldest.done) {
      this.#kept.delete(oldest.value);
    }
  }
}
