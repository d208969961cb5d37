import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Entities with docs of their own; others point to theirs (`techdocs-entity`). */
const HAS_DOCS = 'metadata.annotations.backstage.io/techdocs-ref';

/** Entities of one answer of the catalog. */
const PAGE_SIZE = 200;

/**
 * Waits between attempts to build docs that fail: 1, 2, 4, ... and at most 30
 * minutes, so that a broken page costs a build now and then and not four a minute.
 */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** What builds of docs stand on. */
export interface DocsBuildsOptions {
  readonly catalog: Pick<CatalogService, 'queryEntities'>;
  readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly logger: LoggerService;
  readonly now: () => number;
  /** Brings one entity's docs up to date; whether they were built anew. */
  readonly build: (entityRef: string, signal: AbortSignal) => Promise<boolean>;
}

interface Failure {
  readonly message: string;
  readonly waitMs: number;
  readonly retryAtMs: number;
}

/**
 * Keeps the docs of all entities built. Each round goes once through the
 * catalog, one entity after the other. Docs that cannot be built are tried
 * again later and later, hold up no others, and are logged when the reason
 * changes. Rounds must not overlap.
 */
export class DocsBuilds {
  readonly #options: DocsBuildsOptions;
  readonly #failures = new Map<string, Failure>();

  constructor(options: DocsBuildsOptions) {
    this.#options = options;
  }

  async round(signal: AbortSignal): Promise<void> {
    const entityRefs = await this.#entitiesWithDocs();
    for (const entityRef of this.#failures.keys()) {
      if (!entityRefs.includes(entityRef)) {
        this.#failures.delete(entityRef);
      }
    }
    for (const entityRef of entityRefs) {
      if (signal.aborted) {
        return;
      }
      if (this.#isDue(entityRef)) {
        await this.#build(entityRef, signal);
      }
    }
  }

  #isDue(entityRef: string): boolean {
    const failure = this.#failures.get(entityRef);
    return !failure || this.#options.now() >= failure.retryAtMs;
  }

  async #build(entityRef: string, signal: AbortSignal): Promise<void> {
    const { build, logger, now } = this.#options;
    try {
      const isNew = await build(entityRef, signal);
      this.#failures.delete(entityRef);
      if (isNew) {
        logger.info('Built docs', { entityRef });
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const last = this.#failures.get(entityRef);
      const message = stringifyError(error);
      const waitMs = last
        ? Math.min(last.waitMs * 2, LONGEST_WAIT_MS)
        : FIRST_WAIT_MS;
      this.#failures.set(entityRef, {
        message,
        waitMs,
        retryAtMs: now() + waitMs,
      });
      if (message !== last?.message) {
        logger.warn(
          'Docs could not be built: search does not find them until they are',
          { entityRef, reason: message },
        );
      }
    }
  }

  async #entitiesWithDocs(): Promise<string[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entityRefs: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE }
          : {
              filter: { [HAS_DOCS]: CATALOG_FILTER_EXISTS },
              limit: PAGE_SIZE,
              fields: ['kind', 'metadata.namespace', 'metadata.name'],
            },
        { credentials },
      );
      entityRefs.push(...page.items.map(entity => stringifyEntityRef(entity)));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return entityRefs;
  }
}
