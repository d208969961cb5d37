import type { RequestOptions } from '@homestage/backstage-plugin-lab-common';
import type { FluxAppAnswer } from '../contract/app';
import type { FluxClustersAnswer } from '../contract/clusters';
import type { FluxDetailAnswer } from '../contract/detail';
import type { FluxRef, FluxRowsAnswer } from '../contract/row';
import type { FluxSummaryAnswer } from '../contract/summary';
import type { FluxTreeAnswer } from '../contract/tree';

/**
 * Filters of {@link FluxClient.rows}; unset means no filter.
 *
 * @public
 */
export interface FluxRowsFilter {
  cluster?: readonly string[];
  kind?: readonly string[];
  namespace?: readonly string[];
  status?: readonly string[];
  q?: string;
}

/**
 * What an app is applied by, each as `namespace/name`.
 *
 * @public
 */
export interface FluxAppRef {
  cluster: string;
  kustomizations?: readonly string[];
  helmReleases?: readonly string[];
}

/**
 * Reads the state of Flux. An unchanged answer is the same object as before, so
 * that pages need not draw again. A refused request rejects with an error that
 * carries the server's sentence; one of HTTP 404 has the name `NotFoundError`,
 * 403 `NotAllowedError`, 400 `InputError`.
 *
 * @public
 */
export interface FluxClient {
  summary(options?: RequestOptions): Promise<FluxSummaryAnswer>;
  rows(
    filter?: FluxRowsFilter,
    options?: RequestOptions,
  ): Promise<FluxRowsAnswer>;
  detail(ref: FluxRef, options?: RequestOptions): Promise<FluxDetailAnswer>;
  tree(ref: FluxRef, options?: RequestOptions): Promise<FluxTreeAnswer>;
  app(ref: FluxAppRef, options?: RequestOptions): Promise<FluxAppAnswer>;
  clusters(options?: RequestOptions): Promise<FluxClustersAnswer>;
}
