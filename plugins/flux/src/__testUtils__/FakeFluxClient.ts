import { RequestError } from '@homestage/backstage-plugin-lab-common';
import {
  type FluxAppAnswer,
  type FluxClient,
  type FluxClustersAnswer,
  type FluxDetailAnswer,
  type FluxRowsAnswer,
  type FluxSummaryAnswer,
  type FluxTreeAnswer,
} from '@homestage/backstage-plugin-flux-common';
import { app, detail, row, source, summary, treeNode } from './fluxBuilders';

/** What the fake answers; every field can be set between two requests. */
export interface FakeAnswers {
  summary: FluxSummaryAnswer;
  rows: FluxRowsAnswer;
  detail: FluxDetailAnswer;
  tree: FluxTreeAnswer;
  app: FluxAppAnswer;
  clusters: FluxClustersAnswer;
}

function envelope() {
  return { sources: [source()], revision: 'r1' };
}

/** A client without a server, which can be told to fail like one. */
export class FakeFluxClient implements FluxClient {
  readonly answers: FakeAnswers = {
    summary: { ...envelope(), summary: summary() },
    rows: { ...envelope(), rows: [row()] },
    detail: { ...envelope(), resource: detail() },
    tree: { ...envelope(), root: treeNode() },
    app: { ...envelope(), app: app() },
    clusters: { revision: 'r1', clusters: [] },
  };
  /** Every request rejects with this while it is set. */
  failure?: Error;
  requests = 0;

  summary() {
    return this.#answer('summary');
  }

  rows() {
    return this.#answer('rows');
  }

  detail() {
    return this.#answer('detail');
  }

  tree() {
    return this.#answer('tree');
  }

  app() {
    return this.#answer('app');
  }

  clusters() {
    return this.#answer('clusters');
  }

  async #answer<K extends keyof FakeAnswers>(kind: K): Promise<FakeAnswers[K]> {
    this.requests += 1;
    if (this.failure) {
      throw this.failure;
    }
    return this.answers[kind];
  }
}

/** The failures of a server by their HTTP status. */
export const FAILURES = {
  denied: () =>
    new RequestError(403, {
      name: 'NotAllowedError',
      message: 'Reading Flux needs the permission flux.resource.read',
    }),
  missing: () =>
    new RequestError(404, {
      name: 'NotFoundError',
      message: "Cluster lab has no Kustomization 'media/gone'",
    }),
  down: () => new TypeError('Failed to fetch'),
};
