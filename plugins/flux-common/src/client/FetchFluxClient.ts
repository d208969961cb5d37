import {
  AnswerFetcher,
  type FetchClientOptions,
  type RequestOptions,
} from '@homestage/backstage-plugin-lab-common';
import { fluxAppAnswerSchema } from '../contract/app';
import { fluxClustersAnswerSchema } from '../contract/clusters';
import { fluxDetailAnswerSchema } from '../contract/detail';
import { fluxRowsAnswerSchema, type FluxRef } from '../contract/row';
import { fluxSummaryAnswerSchema } from '../contract/summary';
import { fluxTreeAnswerSchema } from '../contract/tree';
import type { FluxAppRef, FluxClient, FluxRowsFilter } from './FluxClient';

/**
 * The client over HTTP, for browser and Node; an unchanged answer is the very
 * object of before.
 *
 * @public
 */
export class FetchFluxClient implements FluxClient {
  readonly #answers: AnswerFetcher;

  constructor(options: FetchClientOptions) {
    this.#answers = new AnswerFetcher('flux', options);
  }

  summary(options?: RequestOptions) {
    return this.#answers.get('/summary', fluxSummaryAnswerSchema, options);
  }

  rows(filter: FluxRowsFilter = {}, options?: RequestOptions) {
    const path = `/resources${query({ ...filter })}`;
    return this.#answers.get(path, fluxRowsAnswerSchema, options);
  }

  detail(ref: FluxRef, options?: RequestOptions) {
    return this.#answers.get(
      `/resources/${pathOf(ref)}`,
      fluxDetailAnswerSchema,
      options,
    );
  }

  tree(ref: FluxRef, options?: RequestOptions) {
    return this.#answers.get(
      `/tree/${pathOf(ref)}`,
      fluxTreeAnswerSchema,
      options,
    );
  }

  app(ref: FluxAppRef, options?: RequestOptions) {
    return this.#answers.get(
      `/apps${query({ ...ref })}`,
      fluxAppAnswerSchema,
      options,
    );
  }

  clusters(options?: RequestOptions) {
    return this.#answers.get('/clusters', fluxClustersAnswerSchema, options);
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
