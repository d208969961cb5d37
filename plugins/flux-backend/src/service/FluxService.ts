import { createHash } from 'crypto';
import {
  deriveApp,
  deriveClusters,
  deriveDetail,
  deriveInventoryTree,
  deriveRows,
  deriveSummary,
  filterRows,
  fluxKind,
  inventoryKinds,
  visibleSources,
  type FluxAppAnswer,
  type FluxAppQuery,
  type FluxClustersAnswer,
  type FluxDetailAnswer,
  type FluxModel,
  type FluxRef,
  type FluxRow,
  type FluxRowsAnswer,
  type FluxRowsQuery,
  type FluxSummaryAnswer,
  type FluxTreeAnswer,
} from '@homestage/backstage-plugin-flux-common';
import type {
  KindRef,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { Answer } from '@homestage/backstage-plugin-lab-node';
import type { FactStore } from './FactStore';
import type { FluxModelSource, RevisedModel } from './FluxModelSource';
import type { KindInterest } from './KindInterest';
import { readAppliers } from './readAppliers';
import { requireCluster, requireResource } from './requireResource';
import { sourcesBehind } from './sourcesBehind';
import { settleKinds } from './settleKinds';
import { OWNED_KINDS, StoreLookup } from './StoreLookup';

const EVENT: KindRef = { group: '', kind: 'Event' };

/**
 * Computed statuses also change with time alone (a pod that waits too long), so
 * their revision does too.
 */
const STATUS_PERIOD_MS = 30_000;

/** @public */
export interface FluxServiceOptions {
  readonly store: FactStore;
  readonly models: FluxModelSource;
  readonly interest: KindInterest;
  readonly now: () => number;
}

/**
 * Answers every question about Flux from the watch cache. Rows, summary and
 * clusters are derived once per revision, whoever asks.
 *
 * Wrong questions reject: NotFoundError names what exists, and
 * ServiceUnavailableError says that the cluster can not be seen.
 */
export class FluxService {
  readonly #options: FluxServiceOptions;
  readonly #lookup: StoreLookup;
  readonly #rows = perModel(deriveRows);
  readonly #summary = perModel(deriveSummary);

  constructor(options: FluxServiceOptions) {
    this.#options = options;
    this.#lookup = new StoreLookup(options.store);
  }

  /** The revision of the model, for signals. */
  revision(): string {
    return this.#read().revision;
  }

  summary(): Answer<FluxSummaryAnswer> {
    const { model, revision } = this.#read();
    return {
      revision,
      isShared: true,
      body: () => ({
        sources: visibleSources(model),
        revision,
        summary: this.#summary(model),
      }),
    };
  }

  rows(query: FluxRowsQuery): Answer<FluxRowsAnswer> {
    const { model, revision, clusters } = this.#read();
    for (const cluster of query.cluster ?? []) {
      requireCluster(cluster, clusters);
    }
    return {
      revision,
      isShared: true,
      body: () => ({
        sources: visibleSources(model).filter(isOf(query.cluster)),
        revision,
        rows: [...filterRows(this.#rows(model), query)] satisfies FluxRow[],
      }),
    };
  }

  clusters(): Answer<FluxClustersAnswer> {
    const { model, revision, clusters } = this.#read();
    return {
      revision,
      isShared: true,
      body: () => ({ revision, clusters: deriveClusters(model, clusters) }),
    };
  }

  async detail(asked: FluxRef): Promise<Answer<FluxDetailAnswer>> {
    const { model, revision: modelRevision, ref } = await this.#find(asked);
    await this.#look(ref.cluster, [EVENT]);
    const events = this.#options.store.snapshot(ref.cluster, EVENT);
    const revision = revise(modelRevision, [events.revision]);
    return {
      revision,
      body: () => ({
        sources: [...sourcesBehind(model, [ref]), events.state],
        revision,
        resource: deriveDetail(model, ref, { events: events.items })!,
      }),
    };
  }

  async tree(asked: FluxRef): Promise<Answer<FluxTreeAnswer>> {
    const { model, revision: modelRevision, ref } = await this.#find(asked);
    const kinds = inventoryKinds(model, [ref]);
    const revision = await this.#reviseWith(modelRevision, ref.cluster, kinds);
    return {
      revision,
      body: () => ({
        sources: [
          ...sourcesBehind(model, [ref]),
          ...this.#statesOf(ref.cluster, kinds),
        ],
        revision,
        root: deriveInventoryTree(model, ref, this.#seeing())!,
      }),
    };
  }

  async app(query: FluxAppQuery): Promise<Answer<FluxAppAnswer>> {
    const appliers = readAppliers(query);
    const refs = [...appliers.kustomizations, ...appliers.helmReleases];
    requireCluster(query.cluster, this.#read().clusters);
    await this.#settle(query.cluster, refs);
    const { model, revision: modelRevision } = this.#read();
    const kinds = [...inventoryKinds(model, refs), ...OWNED_KINDS];
    const revision = await this.#reviseWith(
      modelRevision,
      query.cluster,
      kinds,
    );
    return {
      revision,
      body: () => ({
        sources: [
          ...sourcesBehind(model, refs),
          ...this.#statesOf(query.cluster, kinds),
        ],
        revision,
        app: deriveApp(model, appliers, this.#seeing()),
      }),
    };
  }

  #read(): RevisedModel {
    return this.#options.models.read();
  }

  #seeing() {
    return { lookup: this.#lookup, now: this.#options.now() };
  }

  /** The object that was asked for; waits for the first answer of the cluster. */
  async #find(asked: FluxRef): Promise<RevisedModel & { ref: FluxRef }> {
    const { clusters } = this.#read();
    requireCluster(asked.cluster, clusters);
    await this.#settle(asked.cluster, [asked]);
    const current = this.#read();
    return { ...current, ref: requireResource(current.model, asked) };
  }

  #settle(cluster: string, refs: readonly FluxRef[]): Promise<void> {
    const kinds = refs.flatMap(({ kind }) => fluxKind(kind) ?? []);
    return settleKinds(this.#options.store, cluster, kinds);
  }

  async #look(cluster: string, kinds: readonly KindRef[]): Promise<void> {
    this.#options.interest.touch(kinds);
    await settleKinds(this.#options.store, cluster, kinds);
  }

  async #reviseWith(
    revision: string,
    cluster: string,
    kinds: readonly KindRef[],
  ): Promise<string> {
    await this.#look(cluster, kinds);
    const period = Math.floor(this.#options.now() / STATUS_PERIOD_MS);
    return revise(revision, [
      String(period),
      ...kinds.map(
        kind => this.#options.store.snapshot(cluster, kind).revision,
      ),
    ]);
  }

  #statesOf(cluster: string, kinds: readonly KindRef[]): SourceState[] {
    return kinds
      .map(kind => this.#options.store.snapshot(cluster, kind).state)
      .filter(({ status }) => status !== 'absent');
  }
}

function isOf(clusters: readonly string[] | undefined) {
  return ({ cluster }: SourceState) =>
    !clusters?.length || (cluster !== undefined && clusters.includes(cluster));
}

/** One revision made of several. */
function revise(revision: string, others: readonly string[]): string {
  const hash = createHash('sha256').update(others.join(' ')).digest('hex');
  return `${revision}.${hash.slice(0, 12)}`;
}

/** Derives once per model. */
function perModel<T>(derive: (model: FluxModel) => T): (model: FluxModel) => T {
  let known: { model: FluxModel; value: T } | undefined;
  return model => {
    if (known?.model !== model) {
      known = { model, value: derive(model) };
    }
    return known.value;
  };
}
