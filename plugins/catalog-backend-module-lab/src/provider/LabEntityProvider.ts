import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { deriveEntities, type EntityProblem } from '../derive/deriveEntities';
import { areSameFacts } from '../facts/areSameFacts';
import { FactSources, collectFacts } from '../facts/collectFacts';
import { LAB_KINDS, LabFacts } from '../facts/LabFacts';
import { UsedParts } from '../facts/UsedParts';
import { diffEntities } from './diffEntities';
import { haveAllAnswered, keepUnanswered } from './keepUnanswered';

/** Waits of the provider, in milliseconds. */
export interface LabEntityProviderTimings {
  /** Notices of this time are answered together. */
  readonly debounceMs: number;
  /** How long the sources have for their first answer before the catalog is filled without the silent ones. */
  readonly graceMs: number;
  /** First wait after a failure, doubled by each further one up to `maxRetryMs`. */
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
}

const DEFAULT_TIMINGS: LabEntityProviderTimings = Object.freeze({
  debounceMs: 250,
  graceMs: 15_000,
  firstRetryMs: 1_000,
  maxRetryMs: 60_000,
});

/** What a {@link LabEntityProvider} stands on. */
export interface LabEntityProviderOptions {
  readonly sources: FactSources;
  readonly logger: LoggerService;
  /** Owner of every entity, as an entity ref. */
  readonly owner: string;
  /** What the catalog holds of this provider from an earlier process. */
  readonly readKnown: () => Promise<Entity[]>;
  readonly timings?: Partial<LabEntityProviderTimings>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** One key for all: whoever else names one of these entities is refused. */
const LOCATION_KEY = 'homestage-lab';

/**
 * Keeps the catalog's entities of the lab equal to what Git and the clusters say.
 *
 * What it promises: the first mutation is a full one, later ones are deltas that
 * follow a change within the debounce time; nothing is removed because a source
 * does not answer, also not after a restart, when what the catalog holds stands in
 * for what the source said; a mutation that fails is made again, in full.
 */
export class LabEntityProvider implements EntityProvider {
  readonly #options: LabEntityProviderOptions;
  readonly #timings: LabEntityProviderTimings;
  readonly #now: () => number;
  readonly #told = new Set<string>();
  #connection: EntityProviderConnection | undefined;
  #undo: Array<() => void> = [];
  #timer: NodeJS.Timeout | undefined;
  #startedAtMs = 0;
  #isRunning = false;
  #isDirty = false;
  #failures = 0;
  #dueAtMs = 0;
  /** After a failure no notice cuts the wait short. */
  #notBeforeMs = 0;
  /** What the catalog was told last; unset before the first time and after a failure. */
  #applied: readonly Entity[] | undefined;
  /** What it was told that from. */
  #facts: LabFacts | undefined;
  readonly #parts = new UsedParts();

  constructor(options: LabEntityProviderOptions) {
    this.#options = options;
    this.#timings = { ...DEFAULT_TIMINGS, ...options.timings };
    this.#now = options.now ?? Date.now;
  }

  getProviderName(): string {
    return 'lab';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { clusters, repositories } = this.#options.sources;
    const notice = () => this.#schedule(this.#timings.debounceMs);
    this.#connection = connection;
    this.#startedAtMs = this.#now();
    this.#undo = [
      clusters.subscribe(Object.values(LAB_KINDS), notice),
      repositories.subscribe(notice),
    ];
    notice();
  }

  /** Ends all work; the catalog keeps what it has. */
  stop(): void {
    this.#undo.forEach(undo => undo());
    clearTimeout(this.#timer);
    this.#connection = undefined;
  }

  /** Runs after that time; an earlier appointment is kept, a later one is moved. */
  #schedule(delayMs: number): void {
    this.#isDirty = true;
    if (this.#isRunning || !this.#connection) {
      return;
    }
    const dueAtMs = Math.max(this.#now() + delayMs, this.#notBeforeMs);
    if (this.#timer && this.#dueAtMs <= dueAtMs) {
      return;
    }
    clearTimeout(this.#timer);
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, dueAtMs - this.#now());
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    this.#isDirty = false;
    let nextMs: number | undefined;
    try {
      nextMs = await this.#sync();
      this.#failures = 0;
    } catch (error) {
      this.#applied = undefined;
      nextMs = this.#retryDelay();
      this.#notBeforeMs = this.#now() + nextMs;
      this.#options.logger.warn(
        `The catalog could not be told about the lab; trying again in ${nextMs} ms`,
        error as Error,
      );
    }
    this.#isRunning = false;
    const delays = [
      nextMs,
      this.#isDirty ? this.#timings.debounceMs : undefined,
    ];
    const wanted = delays.filter(delay => delay !== undefined);
    if (wanted.length > 0) {
      this.#schedule(Math.min(...wanted));
    }
  }

  /** Answers after which time it has to be called again though nothing changes. */
  async #sync(): Promise<number | undefined> {
    const facts = collectFacts(this.#options.sources, this.#parts);
    const isTold =
      this.#applied && this.#facts && areSameFacts(this.#facts, facts);
    this.#facts = facts;
    if (isTold) {
      return undefined;
    }
    const graceLeftMs = this.#startedAtMs + this.#timings.graceMs - this.#now();
    if (!this.#applied && isWaiting(facts) && graceLeftMs > 0) {
      return graceLeftMs;
    }
    const { entities, problems } = deriveEntities(facts, this.#options);
    this.#tellProblems(problems);
    await this.#apply(
      haveAllAnswered(facts)
        ? entities
        : keepUnanswered(entities, await this.#known(), facts),
    );
    return undefined;
  }

  #known(): Promise<readonly Entity[]> | readonly Entity[] {
    return this.#applied ?? this.#options.readKnown();
  }

  async #apply(entities: readonly Entity[]): Promise<void> {
    if (!this.#connection) {
      return;
    }
    if (!this.#applied) {
      await this.#connection.applyMutation({
        type: 'full',
        entities: entities.map(deferred),
      });
      this.#options.logger.info(
        `The catalog holds ${entities.length} entities of the lab`,
      );
    } else {
      const { added, removed } = diffEntities(this.#applied, entities);
      if (added.length + removed.length > 0) {
        await this.#connection.applyMutation({
          type: 'delta',
          added: added.map(deferred),
          removed: removed.map(entityRef => ({
            entityRef,
            locationKey: LOCATION_KEY,
          })),
        });
      }
    }
    this.#applied = entities;
  }

  #retryDelay(): number {
    const { firstRetryMs, maxRetryMs } = this.#timings;
    const delayMs = Math.min(firstRetryMs * 2 ** this.#failures, maxRetryMs);
    this.#failures += 1;
    return delayMs;
  }

  #tellProblems(problems: readonly EntityProblem[]): void {
    for (const { subject, error } of problems) {
      const text = `${subject}: ${error.message}`;
      if (!this.#told.has(text)) {
        this.#told.add(text);
        this.#options.logger.warn(`Left out of the catalog: ${text}`);
      }
    }
  }
}

/** Some source is still on its way to its first answer. */
function isWaiting({ scopes }: LabFacts): boolean {
  return scopes
    .flatMap(({ trees, kinds }) => [...trees, ...Object.values(kinds)])
    .some(({ isKnown, stale }) => !isKnown && stale === undefined);
}

function deferred(entity: Entity): DeferredEntity {
  return { entity, locationKey: LOCATION_KEY };
}
