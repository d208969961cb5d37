import {
  isForgeError,
  type Forge,
  type ForgeChecks,
  type PullRequest,
  type RepositoryInfo,
} from '@homestage/backstage-plugin-gitops-node';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import { forgeFailure } from './forgeFailure';
import { inTurns } from './inTurns';
import { Paced } from './Paced';

/** One pull request with everything that the forge says of it. */
export interface ReadChange {
  readonly pullRequest: PullRequest;
  readonly checks: ForgeChecks['state'];
  readonly files: readonly string[];
}

/** What is known of the pull requests of one repository. */
export interface ChangesReading {
  readonly changes: readonly ReadChange[];
  readonly state: SourceState;
}

export interface RepositoryChangesOptions {
  readonly repository: RepositoryInfo;
  readonly forge: () => Forge;
  readonly now: () => number;
}

/** However many pages are open, the forge is asked at most this often. */
const READ_GAP_MS = 5_000;
/** Checks that have ended rarely begin again. */
const ENDED_CHECKS_MS = 5 * 60_000;
const RUNNING_CHECKS_MS = 30_000;
/** How long one that is merged stays listed. */
const MERGED_MS = 3 * 24 * 60 * 60_000;
/** Newest first; more is a backlog to be looked at on the forge. */
const MAX_OPEN = 100;
const MAX_MERGED = 30;
const CALLS_AT_A_TIME = 4;

/**
 * Reads the open pull requests for the followed branch of one repository, and
 * those merged lately. Promise: while the forge fails, what was known stays and
 * the state says since when; what cannot change is not asked for again.
 */
export class RepositoryChanges {
  readonly #options: RepositoryChangesOptions;
  readonly #reading: Paced<ChangesReading>;
  readonly #files = new Map<string, readonly string[]>();
  readonly #checks = new Map<
    string,
    { state: ForgeChecks['state']; atMs: number }
  >();
  #last: ChangesReading | undefined;

  constructor(options: RepositoryChangesOptions) {
    this.#options = options;
    this.#reading = new Paced(() => this.#read(), {
      now: options.now,
      gapMs: READ_GAP_MS,
    });
  }

  /** Never rejects because of the forge: its failure is in the state. */
  read(): Promise<ChangesReading> {
    return this.#reading.get();
  }

  /** The branch has moved, so that a pull request may have been merged. */
  forget(): void {
    this.#reading.forget();
  }

  async #read(): Promise<ChangesReading> {
    try {
      const changes = await this.#ask(this.#options.forge());
      this.#last = { changes, state: this.#live() };
    } catch (error) {
      if (!isForgeError(error)) {
        throw error;
      }
      this.#last = {
        changes: this.#last?.changes ?? [],
        state: this.#failed(forgeFailure(error, this.#options.repository.host)),
      };
    }
    return this.#last;
  }

  async #ask(forge: Forge): Promise<ReadChange[]> {
    const { repository, now } = this.#options;
    const base = repository.branch;
    const since = now() - MERGED_MS;
    const open = await forge.pullRequests({ state: 'open', base });
    const closed = await forge.pullRequests({
      state: 'closed',
      base,
      updatedSince: new Date(since).toISOString(),
    });
    const merged = closed.filter(
      ({ state, mergedAt, updatedAt }) =>
        state === 'merged' && Date.parse(mergedAt ?? updatedAt ?? '') >= since,
    );
    const listed = [...open.slice(0, MAX_OPEN), ...merged.slice(0, MAX_MERGED)];
    const changes = await inTurns(listed, CALLS_AT_A_TIME, async each => ({
      pullRequest: each,
      checks: await this.#checksOf(forge, each),
      files: await this.#filesOf(forge, each),
    }));
    this.#prune(listed);
    return changes;
  }

  async #checksOf(
    forge: Forge,
    { headCommit, state }: PullRequest,
  ): Promise<ForgeChecks['state']> {
    if (!headCommit || state !== 'open') {
      return 'unknown';
    }
    const known = this.#checks.get(headCommit);
    const hasEnded = known?.state === 'success' || known?.state === 'failure';
    const keepMs = hasEnded ? ENDED_CHECKS_MS : RUNNING_CHECKS_MS;
    const now = this.#options.now();
    if (known && now < known.atMs + keepMs) {
      return known.state;
    }
    const checks = await forge.checks(headCommit);
    this.#checks.set(headCommit, { state: checks.state, atMs: now });
    return checks.state;
  }

  async #filesOf(
    forge: Forge,
    pullRequest: PullRequest,
  ): Promise<readonly string[]> {
    const key = filesKey(pullRequest);
    const files =
      this.#files.get(key) ?? (await forge.changedFiles(pullRequest.number));
    this.#files.set(key, files);
    return files;
  }

  #prune(listed: readonly PullRequest[]): void {
    const keys = new Set(listed.map(filesKey));
    const heads = new Set(listed.map(({ headCommit }) => headCommit));
    [...this.#files.keys()]
      .filter(key => !keys.has(key))
      .forEach(key => this.#files.delete(key));
    [...this.#checks.keys()]
      .filter(head => !heads.has(head))
      .forEach(head => this.#checks.delete(head));
  }

  #live(): SourceState {
    const { repository, now } = this.#options;
    const at = new Date(now()).toISOString();
    const before = this.#last?.state;
    return {
      ...identityOf(repository),
      status: 'live',
      since: before?.status === 'live' ? before.since : at,
      asOf: at,
      message: `${repository.host} answers.`,
    };
  }

  #failed(failure: ReturnType<typeof forgeFailure>): SourceState {
    const { repository, now } = this.#options;
    const before = this.#last?.state;
    const asOf = before?.asOf;
    const status = asOf ? 'stale' : failure.status;
    return {
      ...identityOf(repository),
      ...failure,
      status,
      since:
        before?.status === status
          ? before.since
          : new Date(now()).toISOString(),
      ...(asOf ? { asOf } : {}),
    };
  }
}

function identityOf({
  name,
  cluster,
}: RepositoryInfo): Pick<SourceState, 'source' | 'title' | 'cluster'> {
  return {
    source: `forge/${name}`,
    title: `Pull requests of ${name}`,
    ...(cluster ? { cluster } : {}),
  };
}

function filesKey({ number, headCommit }: PullRequest): string {
  return `${number}@${headCommit ?? ''}`;
}
