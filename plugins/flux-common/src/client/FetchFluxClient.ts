import type { z } from 'zod';
import { fluxAppAnswerSchema } from '../contract/app';
import { fluxClustersAnswerSchema } from '../contract/clusters';
import { fluxDetailAnswerSchema } from '../contract/detail';
import { fluxRowsAnswerSchema, type FluxRef } from '../contract/row';
import { fluxSummaryAnswerSchema } from '../contract/summary';
import { fluxTreeAnswerSchema } from '../contract/tree';
import type {
  FluxAppRef,
  FluxClient,
  FluxRequestOptions,
  FluxRowsFilter,
} from './FluxClient';
import { FluxRequestError } from './FluxRequestError';

/** Answers kept for their revision; the one unused longest goes first. */
const MAX_KEPT_ANSWERS = 50;

/**
 * What {@link FetchFluxClient} needs: Backstage's own APIs fit, on both sides.
 *
 * @public
 */
export interface FetchFluxClientOptions {
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
export class FetchFluxClient implements FluxClient {
  readonly #options: FetchFluxClientOptions;
  readonly #kept = new Map<string, { revision: string; answer: unknown }>();

  constructor(options: FetchFluxClientOptions) {
    this.#options = options;
  }

  summary(options?: FluxRequestOptions) {
    return this.#get('/summary', fluxSummaryAnswerSchema, options);
  }

  rows(filter: FluxRowsFilter = {}, options?: FluxRequestOptions) {
    const path = `/resources${query({ ...filter })}`;
    return this.#get(path, fluxRowsAnswerSchema, options);
  }

  detail(ref: FluxRef, options?: FluxRequestOptions) {
    return this.#get(
      `/resources/${pathOf(ref)}`,
      fluxDetailAnswerSchema,
      options,
    );
  }

  tree(ref: FluxRef, options?: FluxRequestOptions) {
    return this.#get(`/tree/${pathOf(ref)}`, fluxTreeAnswerSchema, options);
  }

  app(ref: FluxAppRef, options?: FluxRequestOptions) {
    return this.#get(`/apps${query({ ...ref })}`, fluxAppAnswerSchema, options);
  }

  clusters(options?: FluxRequestOptions) {
    return this.#get('/clusters', fluxClustersAnswerSchema, options);
  }

  async #get<T extends z.ZodType<{ revision: string }>>(
    path: string,
    schema: T,
    options?: FluxRequestOptions,
  ): Promise<z.infer<T>> {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('flux');
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
      throw await FluxRequestError.fromResponse(response);
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

function pathOf(ref: FluxRef): string {
  return [ref.cluster, ref.kind, ref.namespace, ref.name]
    .map(encodeURIComponent)
    .join('/');
}

function query(
  values: Record<string, string | readonly string[] | undefined>,
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    const text = typeof value === 'string' ? value : value?.join(',');
    if (text) {
      params.set(key, text);
    }
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
