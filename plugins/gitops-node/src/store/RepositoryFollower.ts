import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import { inspectTree, resolveTree } from '@homestage/gitops-tree';
import type { RepoSnapshot, RepoTree } from '../types/RepoStore';
import type { RepositoryInfo } from '../types/RepositoryInfo';
import type { ReadingFailure } from './readingFailure';
import { readingFailure } from './readingFailure';
import { readTree } from './readTree';
import type { TreeReading } from './readTree';
import { unlessAborted } from './unlessAborted';

/** A forge that has not answered by then is taken for gone. */
const READ_TIMEOUT_MS = 30_000;
/** Latest trees that stay readable, so that a change in progress keeps its base. */
const KEPT_TREES = 4;
/** Waits after failures: the interval, twice, four times as long ... up to this or the interval, whichever is longer. */
const MAX_BACKOFF_MS = 60_000;

/** What a {@link RepositoryFollower} stands on. */
export interface FollowerOptions {
  readonly reader: UrlReaderService;
  readonly logger: LoggerService;
  readonly now: () => number;
  /** Runs the callback once after the time; returns its undo. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  /** Asks the forge's API about the branch: resolves when it is fine, rejects with the reason. */
  readonly diagnose: (repository: RepositoryInfo) => Promise<unknown>;
  readonly onChange: (name: string) => void;
}

/**
 * Keeps the tree of one repository. Owns the loop and the last good tree; one
 * read runs at a time, and the next timer starts when it ends.
 */
export class RepositoryFollower {
  readonly repository: RepositoryInfo;
  readonly #options: FollowerOptions;
  readonly #abort = new AbortController();
  readonly #trees: RepoTree[] = [];
  readonly #settled: Promise<void>;
  #settle: () => void = () => {};
  #snapshot: RepoSnapshot;
  #failures = 0;
  #current?: Promise<void>;
  #queued?: Promise<void>;
  #cancelTimer?: () => void;

  constructor(repository: RepositoryInfo, options: FollowerOptions) {
    this.repository = repository;
    this.#options = options;
    this.#settled = new Promise(resolve => {
      this.#settle = resolve;
    });
    const state: SourceState = {
      ...this.#identity(),
      status: 'syncing',
      since: this.#timestamp(),
      message: `${repository.name} is being read for the first time.`,
    };
    this.#snapshot = { name: repository.name, state, revision: '0' };
  }

  get snapshot(): RepoSnapshot {
    return this.#snapshot;
  }

  treeAt(commit: string): RepoTree | undefined {
    return this.#trees.find(tree => tree.commit === commit);
  }

  /** Begins to follow, when it does not yet. */
  start(): void {
    if (!this.#current && !this.#cancelTimer && !this.#abort.signal.aborted) {
      this.#begin();
    }
  }

  /** Resolves with the first answer, good or bad; rejects when the signal aborts. */
  async settled(signal?: AbortSignal): Promise<RepoSnapshot> {
    this.start();
    await (signal ? unlessAborted(this.#settled, signal) : this.#settled);
    return this.#snapshot;
  }

  /** Resolves after a read that began after the call. */
  async refresh(): Promise<RepoSnapshot> {
    if (!this.#abort.signal.aborted) {
      if (this.#current) {
        this.#queued ??= this.#current.then(() => {
          this.#queued = undefined;
          return this.#begin();
        });
        await this.#queued;
      } else {
        await this.#begin();
      }
    }
    return this.#snapshot;
  }

  stop(): void {
    this.#abort.abort();
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #begin(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#current = this.#read().finally(() => {
      this.#current = undefined;
      this.#scheduleNext();
    });
    return this.#current;
  }

  #scheduleNext(): void {
    if (this.#abort.signal.aborted) {
      return;
    }
    const { refreshMs } = this.repository;
    const delayMs = Math.min(
      refreshMs * 2 ** Math.min(this.#failures, 10),
      Math.max(refreshMs, MAX_BACKOFF_MS),
    );
    this.#cancelTimer = this.#options.schedule(() => {
      if (!this.#current) {
        this.#begin();
      }
    }, delayMs);
  }

  async #read(): Promise<void> {
    const timeout = AbortSignal.timeout(READ_TIMEOUT_MS);
    const signal = AbortSignal.any([timeout, this.#abort.signal]);
    try {
      // Not every URL reader heeds the signal; none may hold up the loop.
      const reading = await unlessAborted(
        readTree(this.#options.reader, {
          repository: this.repository,
          known: this.#snapshot.commit,
          signal,
        }),
        signal,
      );
      this.#failures = 0;
      this.#understand(reading);
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#failures += 1;
        await this.#fail(error);
      }
    }
  }

  /** A tree that cannot be understood at all is a fault of ours, not of the forge. */
  #understand(reading: TreeReading | undefined): void {
    let tree = this.#trees[0] as RepoTree | undefined;
    try {
      tree = reading ? this.#derive(reading) : tree;
    } catch (error) {
      const { name } = this.repository;
      this.#options.logger.error(
        'A tree could not be understood; the last one stays in use',
        {
          repository: name,
          commit: reading?.commit ?? '',
          error: String(error),
        },
      );
      this.#failAs({
        status: 'misconfigured',
        message: `The tree of ${name} at ${reading?.commit.slice(
          0,
          8,
        )} could not be understood.`,
        nextStep: 'Look into the log of the backend for the reason.',
      });
      return;
    }
    this.#succeed(tree);
  }

  #succeed(tree: RepoTree | undefined): void {
    const isNew = tree !== undefined && tree !== this.#trees[0];
    if (isNew) {
      this.#trees.unshift(tree);
      this.#trees.length = Math.min(this.#trees.length, KEPT_TREES);
    }
    const previous = this.#snapshot.state;
    const wasLive = previous.status === 'live';
    const state: SourceState = {
      ...this.#identity(),
      status: 'live',
      since: wasLive ? previous.since : this.#timestamp(),
      asOf: this.#timestamp(),
      message: `${this.repository.name} is read at ${tree?.commit.slice(
        0,
        8,
      )}.`,
    };
    this.#publish({ name: this.repository.name, ...tree, state });
    if (!wasLive) {
      this.#options.logger.info('Repository is live', {
        repository: this.repository.name,
        commit: tree?.commit ?? '',
      });
    }
  }

  #derive(reading: TreeReading): RepoTree {
    const index = resolveTree(reading.files, { root: this.repository.path });
    return Object.freeze({
      ...reading,
      index,
      conventions: inspectTree(index),
    });
  }

  async #fail(error: unknown): Promise<void> {
    const diagnosis = await this.#options
      .diagnose(this.repository)
      .then(() => undefined)
      .catch((reason: unknown) => reason);
    this.#failAs(readingFailure(error, diagnosis, this.repository), error);
  }

  #failAs(failure: ReadingFailure, cause?: unknown): void {
    const previous = this.#snapshot.state;
    const status = this.#statusOf(failure);
    const isSame =
      previous.status === status && previous.message === failure.message;
    const state: SourceState = {
      ...this.#identity(),
      status,
      since: isSame ? previous.since : this.#timestamp(),
      asOf: previous.asOf,
      message: failure.message,
      nextStep: failure.nextStep,
    };
    this.#publish({ ...this.#snapshot, state });
    if (!isSame) {
      this.#options.logger.warn(
        `Repository is ${status}; the last tree that was read stays in use`,
        {
          repository: this.repository.name,
          reason: failure.message,
          ...(cause ? { cause: String(cause) } : {}),
        },
      );
    }
  }

  /** No answer is `stale` where a tree was read before: its facts are old, not missing. */
  #statusOf(failure: ReadingFailure): SourceState['status'] {
    return failure.status === 'unreachable' && this.#snapshot.commit
      ? 'stale'
      : failure.status;
  }

  #publish(next: Omit<RepoSnapshot, 'revision'>): void {
    const { status, since } = next.state;
    const revision = `${
      next.commit?.slice(0, 12) ?? 'none'
    }.${status}.${Date.parse(since)}`;
    const hasChanged = revision !== this.#snapshot.revision;
    this.#snapshot = Object.freeze({ ...next, revision });
    this.#settle();
    if (hasChanged) {
      this.#options.onChange(this.repository.name);
    }
  }

  #identity(): Pick<SourceState, 'source' | 'title' | 'cluster'> {
    const { name, cluster } = this.repository;
    return { source: `git/${name}`, title: `Git tree ${name}`, cluster };
  }

  #timestamp(): string {
    return new Date(this.#options.now()).toISOString();
  }
}
