import { join } from 'node:path';
import { BareRepository } from '../git/BareRepository';
import { Identity, commitTree, writeTree } from '../git/writeCommit';
import type { FileChange, PushEvent, RepositoryOptions } from '../types';
import { BranchMoved } from './BranchMoved';
import { Mutex } from './Mutex';
import { PullRequests } from './PullRequests';
import { RecordFile } from './RecordFile';
import type { RepositoryRecords } from './records';
import { seedRepository } from './seedRepository';

/** What a repository needs from the forge around it. */
export interface ForgeRepositoryContext {
  /** Where repositories are kept. */
  directory: string;
  now: () => number;
  onPush: (event: PushEvent) => void;
}

/**
 * One repository of the forge: the bare repository, what git does not hold
 * (pull requests, comments, statuses), and who wants to hear of pushes.
 *
 * Writes of this process go one after the other. A branch that moves, by
 * whomever, is told once, after pull requests have taken notice of it.
 */
export class ForgeRepository {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly defaultBranch: string;
  readonly git: BareRepository;
  readonly pulls: PullRequests;
  readonly #records: RecordFile;
  readonly #context: ForgeRepositoryContext;
  readonly #mutex = new Mutex();
  #knownBranches = new Map<string, string>();

  private constructor(
    options: RepositoryOptions,
    parts: { git: BareRepository; records: RecordFile },
    context: ForgeRepositoryContext,
  ) {
    this.owner = options.owner;
    this.name = options.name;
    this.description = options.description ?? '';
    this.defaultBranch = options.defaultBranch ?? 'main';
    this.git = parts.git;
    this.#records = parts.records;
    this.#context = context;
    this.pulls = new PullRequests(this);
  }

  static async open(
    options: RepositoryOptions,
    context: ForgeRepositoryContext,
  ): Promise<ForgeRepository> {
    const base = join(context.directory, options.owner, options.name);
    const git = await BareRepository.open(`${base}.git`, {
      defaultBranch: options.defaultBranch ?? 'main',
    });
    const now = new Date(context.now()).toISOString();
    const records = await RecordFile.open(`${base}.json`, now);
    const repository = new ForgeRepository(options, { git, records }, context);
    if (options.seed !== undefined) {
      await seedRepository(git, {
        seed: options.seed,
        branch: repository.defaultBranch,
        atMs: context.now(),
      });
    }
    repository.#knownBranches = await git.branches();
    return repository;
  }

  get records(): RepositoryRecords {
    return this.#records.records;
  }

  /** The time as the records keep it. */
  now(): string {
    return new Date(this.nowMs()).toISOString();
  }

  nowMs(): number {
    return this.#context.now();
  }

  /**
   * Runs a write alone; afterwards the records are on disk and whoever listens
   * knows which branches moved.
   */
  write<T>(task: () => Promise<T>): Promise<T> {
    return this.#mutex.run(async () => {
      try {
        return await task();
      } finally {
        const events = await this.#takeMovedBranches();
        await this.#records.save();
        events.forEach(event => this.#context.onPush(event));
      }
    });
  }

  /** Commits changes of files on a branch, or on a new one that begins at it. */
  async commit(change: {
    branch: string;
    newBranch?: string;
    message: string;
    author: Identity;
    files: readonly FileChange[];
  }): Promise<string> {
    const parent = await this.git.readRef(`refs/heads/${change.branch}`);
    const target = change.newBranch ?? change.branch;
    const sha = await commitTree(this.git, {
      message: change.message,
      author: change.author,
      committedAtMs: this.nowMs(),
      tree: await writeTree(this.git, parent, change.files),
      parents: parent ? [parent] : [],
    });
    const before = target === change.branch ? parent : undefined;
    await this.moveBranch(target, sha, before);
    return sha;
  }

  /** Throws BranchMoved when the branch is not where it was thought to be. */
  async moveBranch(
    branch: string,
    after: string | undefined,
    before: string | undefined,
  ): Promise<void> {
    try {
      await this.git.updateRef(`refs/heads/${branch}`, after, before);
    } catch (cause) {
      throw new BranchMoved(branch, cause);
    }
  }

  async #takeMovedBranches(): Promise<PushEvent[]> {
    const before = this.#knownBranches;
    const after = await this.git.branches();
    this.#knownBranches = after;
    const moved = [...new Set([...before.keys(), ...after.keys()])]
      .filter(branch => before.get(branch) !== after.get(branch))
      .sort();
    for (const branch of moved) {
      await this.pulls.branchMoved(branch, after.get(branch));
    }
    return moved.map(branch => ({
      owner: this.owner,
      repo: this.name,
      ref: `refs/heads/${branch}`,
      before: before.get(branch),
      after: after.get(branch),
    }));
  }
}
