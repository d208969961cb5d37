import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { readRepositoriesConfig } from '../config';
import { DefaultForgeService } from '../forge/DefaultForgeService';
import {
  commitUrl,
  directoryUrl,
  fileUrl,
} from '../repository/repositoryLinks';
import type { RepoSnapshot, RepoStore, RepoTree } from '../types/RepoStore';
import type { RepositoryInfo } from '../types/RepositoryInfo';
import { RepositoryFollower } from './RepositoryFollower';
import type { FollowerOptions } from './RepositoryFollower';

/**
 * Replaces the outside world in tests.
 *
 * @public
 */
export interface RepoStoreOptions {
  readonly logger: LoggerService;
  /** Unset: the readers that Backstage ships. */
  readonly reader?: UrlReaderService;
  /** Milliseconds since the epoch; unset: the machine's clock. */
  readonly now?: () => number;
  /** Runs the callback once after the time, and returns its undo; unset: a timer. */
  readonly schedule?: (callback: () => void, delayMs: number) => () => void;
  /**
   * Calls back when trees may be read that nobody waits for yet: reading one takes
   * seconds of a process that is busy with its start. Unset: at once.
   */
  readonly whenStarted?: (callback: () => void) => void;
  /**
   * Asks the forge about the branch after a read failed: resolves when it is fine,
   * rejects with the reason. Unset: asks the forge's API.
   */
  readonly diagnose?: (repository: RepositoryInfo) => Promise<unknown>;
}

/**
 * Follows every configured repository, and tells listeners.
 *
 * @public
 */
export class DefaultRepoStore implements RepoStore {
  readonly #followers: ReadonlyMap<string, RepositoryFollower>;
  readonly #listeners = new Set<(name: string) => void>();
  readonly #logger: LoggerService;
  readonly #wanted = new Set<RepositoryFollower>();
  #hasStarted = false;

  static fromConfig(
    config: Config,
    options: RepoStoreOptions,
  ): DefaultRepoStore {
    const repositories = readRepositoriesConfig(config);
    const forges = DefaultForgeService.fromConfig(config);
    const { logger } = options;
    const store = new DefaultRepoStore(repositories, {
      logger,
      reader: options.reader ?? UrlReaders.default({ config, logger }),
      now: options.now ?? Date.now,
      schedule: options.schedule ?? scheduleWithTimer,
      diagnose:
        options.diagnose ??
        (async ({ name, branch }) => forges.forRepository(name).branch(branch)),
    });
    const whenStarted = options.whenStarted ?? (callback => callback());
    whenStarted(() => store.#start());
    return store;
  }

  private constructor(
    repositories: readonly RepositoryInfo[],
    options: Omit<FollowerOptions, 'onChange'>,
  ) {
    this.#logger = options.logger;
    const onChange = (name: string) => this.#tell(name);
    this.#followers = new Map(
      repositories.map(repository => [
        repository.name,
        new RepositoryFollower(repository, { ...options, onChange }),
      ]),
    );
  }

  repositories(): readonly RepositoryInfo[] {
    return [...this.#followers.values()].map(({ repository }) => repository);
  }

  snapshot(name: string): RepoSnapshot {
    const follower = this.#follower(name);
    this.#want(follower);
    return follower.snapshot;
  }

  async settled(
    name: string,
    options?: { signal?: AbortSignal },
  ): Promise<RepoSnapshot> {
    return this.#follower(name).settled(options?.signal);
  }

  async refresh(name: string): Promise<RepoSnapshot> {
    return this.#follower(name).refresh();
  }

  treeAt(name: string, commit: string): RepoTree | undefined {
    return this.#follower(name).treeAt(commit);
  }

  subscribe(listener: (name: string) => void): () => void {
    this.#listeners.add(listener);
    for (const follower of this.#followers.values()) {
      this.#want(follower);
    }
    return () => this.#listeners.delete(listener);
  }

  fileUrl(name: string, path: string, line?: number): string {
    return fileUrl(this.#follower(name).repository, path, line);
  }

  directoryUrl(name: string, path: string): string {
    return directoryUrl(this.#follower(name).repository, path);
  }

  commitUrl(name: string, commit: string): string {
    return commitUrl(this.#follower(name).repository, commit);
  }

  stop(): void {
    for (const follower of this.#followers.values()) {
      follower.stop();
    }
    this.#listeners.clear();
  }

  #start(): void {
    this.#hasStarted = true;
    this.#wanted.forEach(follower => follower.start());
    this.#wanted.clear();
  }

  /** Somebody looks at it, without waiting for its answer. */
  #want(follower: RepositoryFollower): void {
    if (this.#hasStarted) {
      follower.start();
    } else {
      this.#wanted.add(follower);
    }
  }

  #follower(name: string): RepositoryFollower {
    const follower = this.#followers.get(name);
    if (!follower) {
      const known = [...this.#followers.keys()].join(', ') || 'none';
      throw new NotFoundError(
        `No repository is called '${name}'; homestage.gitops.repositories names ${known}.`,
      );
    }
    return follower;
  }

  #tell(name: string): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(name);
      } catch (error) {
        this.#logger.error(
          'A listener of the repository store failed; the others are told',
          { repository: name, error: String(error) },
        );
      }
    }
  }
}

function scheduleWithTimer(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}
