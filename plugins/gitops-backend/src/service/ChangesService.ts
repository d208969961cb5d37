import {
  deriveLegs,
  deriveTouched,
  type ChangeRow,
  type ChangesAnswer,
  type EntityPlace,
} from '@homestage/backstage-plugin-gitops-common';
import type {
  ForgeService,
  RepositoryInfo,
  RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import { isCurrent } from '@homestage/backstage-plugin-lab-common';
import type { ClusterStore } from '@homestage/backstage-plugin-lab-node';
import { Ancestry } from './Ancestry';
import { Paced } from './Paced';
import { readChangeWay } from './readChangeWay';
import {
  RepositoryChanges,
  type ChangesReading,
  type ReadChange,
} from './RepositoryChanges';

export interface ChangesServiceOptions {
  readonly repoStore: RepoStore;
  readonly forges: ForgeService;
  readonly clusters: ClusterStore;
  readonly readPlaces: () => Promise<
    ReadonlyMap<string, readonly EntityPlace[]>
  >;
  readonly now: () => number;
}

/** An entity that is new is linked by the next reading. */
const PLACES_GAP_MS = 10_000;

/**
 * The changes on their way in all repositories, those changed last first. What
 * is read of a forge is shared by all who ask; a forge that fails keeps its own
 * rows from before and costs the others nothing.
 */
export class ChangesService {
  readonly #options: ChangesServiceOptions;
  readonly #repositories: ReadonlyMap<string, RepositoryChanges>;
  readonly #places: Paced<ReadonlyMap<string, readonly EntityPlace[]>>;
  readonly #ancestry: Ancestry;
  #last: ChangesAnswer | undefined;

  constructor(options: ChangesServiceOptions) {
    const { repoStore, forges, now, readPlaces } = options;
    this.#options = options;
    this.#ancestry = new Ancestry({ forges, now });
    this.#places = new Paced(readPlaces, { now, gapMs: PLACES_GAP_MS });
    this.#repositories = new Map(
      repoStore.repositories().map(repository => [
        repository.name,
        new RepositoryChanges({
          repository,
          forge: () => forges.forRepository(repository.name),
          now,
        }),
      ]),
    );
  }

  /** The branch of the repository has moved. */
  forget(name: string): void {
    this.#repositories.get(name)?.forget();
    this.#places.forget();
  }

  /** The last answer; unset when nobody asked yet. */
  get last(): ChangesAnswer | undefined {
    return this.#last;
  }

  async answer(): Promise<ChangesAnswer> {
    this.#last = await this.#derive();
    return this.#last;
  }

  async #derive(): Promise<ChangesAnswer> {
    const places = await this.#places.get();
    const repositories = this.#options.repoStore.repositories();
    const parts = await Promise.all(
      repositories.map(async repository => {
        const reading = await this.#repositories.get(repository.name)!.read();
        const context = {
          repository,
          reading,
          places: places.get(repository.name) ?? [],
        };
        return {
          source: reading.state,
          rows: await Promise.all(
            reading.changes.map(change => this.#row(change, context)),
          ),
        };
      }),
    );
    const rows = parts
      .flatMap(part => part.rows)
      .sort((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''));
    const sources = parts.map(part => part.source);
    const states = sources.map(({ source, status }) => [source, status]);
    return { sources, rows, revision: JSON.stringify([states, rows]) };
  }

  async #row(
    change: ReadChange,
    context: {
      repository: RepositoryInfo;
      reading: ChangesReading;
      places: readonly EntityPlace[];
    },
  ): Promise<ChangeRow> {
    const { repository, reading, places } = context;
    const { number, title, url, head, state, author, isMergeable, ...times } =
      change.pullRequest;
    const { createdAt, updatedAt, mergedAt } = times;
    return {
      repository: repository.name,
      number,
      title,
      url,
      branch: head,
      state,
      author,
      createdAt,
      updatedAt,
      mergedAt,
      isMergeable,
      checks: change.checks,
      ...deriveTouched(change.files, places),
      ...(state === 'merged'
        ? { legs: await this.#legs(change, { repository, reading }) }
        : {}),
      ...(isCurrent(reading.state) ? {} : { asOf: reading.state.asOf }),
    };
  }

  async #legs(
    { pullRequest, files }: ReadChange,
    context: { repository: RepositoryInfo; reading: ChangesReading },
  ): Promise<ChangeRow['legs']> {
    const { repository, reading } = context;
    const { repoStore, clusters, now } = this.#options;
    const { mergeCommit, mergedAt } = pullRequest;
    const way = await readChangeWay(
      { files, mergeCommit, mergedAt },
      {
        cluster: repository.cluster,
        tree: repoStore.snapshot(repository.name),
        clusters,
        now: now(),
        holds: pair =>
          this.#ancestry.holds(repository.name, {
            ...pair,
            isForgeLive: isCurrent(reading.state),
          }),
      },
    );
    return deriveLegs(way);
  }
}
