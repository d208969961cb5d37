import {
  AnswerFetcher,
  type FetchClientOptions,
  type RequestOptions,
} from '@homestage/backstage-plugin-lab-common';
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
import { upgradesAnswerSchema } from '../contract/upgrade';
import type { TalosPortalClient } from './TalosPortalClient';

/**
 * The client over HTTP, for browser and Node; an unchanged answer is the very
 * object of before.
 *
 * @public
 */
export class FetchTalosPortalClient implements TalosPortalClient {
  readonly #answers: AnswerFetcher;

  constructor(options: FetchClientOptions) {
    this.#answers = new AnswerFetcher('talos', options);
  }

  summary(options?: RequestOptions) {
    return this.#answers.get('/summary', talosSummaryAnswerSchema, options);
  }

  machines(options?: RequestOptions) {
    return this.#answers.get('/machines', machineRowsAnswerSchema, options);
  }

  machine(ref: MachineRef, options?: RequestOptions) {
    const path = [ref.cluster, ref.node].map(encodeURIComponent).join('/');
    return this.#answers.get(
      `/machines/${path}`,
      machineDetailAnswerSchema,
      options,
    );
  }

  etcd(options?: RequestOptions) {
    return this.#answers.get('/etcd', etcdAnswerSchema, options);
  }

  certificates(options?: RequestOptions) {
    return this.#answers.get(
      '/certificates',
      certificatesAnswerSchema,
      options,
    );
  }

  drift(options?: RequestOptions) {
    return this.#answers.get('/drift', driftAnswerSchema, options);
  }

  upgrades(options?: RequestOptions) {
    return this.#answers.get('/upgrades', upgradesAnswerSchema, options);
  }

  conditions(options?: RequestOptions) {
    return this.#answers.get('/conditions', conditionsAnswerSchema, options);
  }
}
