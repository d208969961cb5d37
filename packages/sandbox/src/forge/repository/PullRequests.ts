import {
  MergeConflict,
  MergeStyle,
  mergeCommits,
  mergeTrees,
} from '../git/mergeCommits';
import { BranchMoved } from './BranchMoved';
import type { ForgeRepository } from './ForgeRepository';
import { PullError } from './PullError';
import type { PullRecord } from './records';

/** How a pull request is to be merged. */
export interface MergeOptions {
  style: MergeStyle;
  by: string;
  title?: string;
  message?: string;
  /** The head the person looked at; another one now is a conflict. */
  headSha?: string;
  deleteBranch?: boolean;
}

/**
 * The pull requests of one repository. Heads are kept under `refs/pull/<n>/head`
 * so that a merged request can be read after its branch is gone.
 *
 * Methods that change something are to be called inside `ForgeRepository.write`.
 */
export class PullRequests {
  readonly #repository: ForgeRepository;
  readonly #conflicts = new Map<string, Promise<readonly string[]>>();

  constructor(repository: ForgeRepository) {
    this.#repository = repository;
  }

  /** Newest first. */
  list(filter: { state: 'open' | 'closed' | 'all' }): PullRecord[] {
    return this.#repository.records.pulls
      .filter(pull => filter.state === 'all' || pull.state === filter.state)
      .sort((a, b) => b.number - a.number);
  }

  find(number: number): PullRecord | undefined {
    return this.#repository.records.pulls.find(pull => pull.number === number);
  }

  /** The open request from one branch to another. */
  findOpen(head: string, base: string): PullRecord | undefined {
    return this.list({ state: 'open' }).find(
      pull => pull.head === head && pull.base === base,
    );
  }

  /** Throws a PullError when a branch is missing or such a request is open. */
  async create(
    request: Pick<PullRecord, 'title' | 'body' | 'author' | 'head' | 'base'>,
  ): Promise<PullRecord> {
    const { git, records } = this.#repository;
    const headSha = await git.readRef(`refs/heads/${request.head}`);
    const baseSha = await git.readRef(`refs/heads/${request.base}`);
    if (!headSha || !baseSha) {
      throw new PullError(
        'branch-missing',
        headSha ? request.base : request.head,
      );
    }
    const existing = this.findOpen(request.head, request.base);
    if (existing) {
      throw new PullError('exists', String(existing.number));
    }
    const now = this.#repository.now();
    const pull: PullRecord = {
      ...request,
      number: records.nextNumber++,
      state: 'open',
      createdAt: now,
      updatedAt: now,
      headSha,
      mergeBase: (await git.mergeBase(baseSha, headSha)) ?? baseSha,
    };
    await git.git(['update-ref', headRef(pull), headSha]);
    records.pulls.push(pull);
    return pull;
  }

  /** Throws a PullError when a merged request is to be opened again. */
  async edit(
    pull: PullRecord,
    change: Partial<Pick<PullRecord, 'title' | 'body' | 'state'>>,
  ): Promise<void> {
    const isOpening = change.state === 'open' && pull.state === 'closed';
    if (isOpening) {
      await this.#reopen(pull);
    }
    const now = this.#repository.now();
    pull.title = change.title ?? pull.title;
    pull.body = change.body ?? pull.body;
    if (change.state === 'closed' && pull.state === 'open') {
      pull.closedAt = now;
    }
    pull.state = pull.merged ? 'closed' : change.state ?? pull.state;
    pull.updatedAt = now;
  }

  /** Takes notice of a moved branch: new head, new place where both part. */
  async branchMoved(branch: string, sha: string | undefined): Promise<void> {
    for (const pull of this.list({ state: 'open' })) {
      if (pull.head === branch && sha) {
        await this.#follow(pull, sha);
      } else if (pull.head === branch || (pull.base === branch && !sha)) {
        // A request without one of its branches cannot go on.
        pull.state = 'closed';
        pull.closedAt = this.#repository.now();
      } else if (pull.base === branch && sha) {
        const { git } = this.#repository;
        pull.mergeBase = (await git.mergeBase(sha, pull.headSha)) ?? sha;
      }
    }
  }

  /**
   * Files in which head and base contradict each other; empty when the request
   * can be merged. Computed once for each pair of commits.
   */
  async conflicts(pull: PullRecord): Promise<readonly string[]> {
    const base = await this.#repository.git.readRef(`refs/heads/${pull.base}`);
    if (!base) {
      return [pull.base];
    }
    const key = `${base} ${pull.headSha}`;
    let answer = this.#conflicts.get(key);
    if (!answer) {
      answer = mergeTrees(this.#repository.git, base, pull.headSha).then(
        outcome => (outcome.clean ? [] : outcome.files),
      );
      // One pair for each open request is of use; older ones are not asked for.
      if (this.#conflicts.size > 500) {
        this.#conflicts.clear();
      }
      this.#conflicts.set(key, answer);
    }
    return answer;
  }

  /** Merges; throws a PullError saying why it cannot be done. */
  async merge(pull: PullRecord, options: MergeOptions): Promise<void> {
    if (pull.merged) {
      throw new PullError('merged', String(pull.number));
    }
    if (pull.state !== 'open') {
      throw new PullError('closed', String(pull.number));
    }
    if (options.headSha && options.headSha !== pull.headSha) {
      throw new PullError('head-moved', pull.headSha);
    }
    const files = await this.conflicts(pull);
    if (files.length > 0) {
      throw new PullError('conflict', files.join(', '));
    }
    await this.#merge(pull, options);
  }

  async #merge(pull: PullRecord, options: MergeOptions): Promise<void> {
    const { git } = this.#repository;
    const base = (await git.readRef(`refs/heads/${pull.base}`))!;
    const sides = { base, head: pull.headSha, style: options.style };
    let sha: string;
    try {
      sha = await mergeCommits(git, sides, {
        message: mergeMessage(pull, options),
        author: { name: options.by, email: `${options.by}@localhost` },
        committedAtMs: this.#repository.nowMs(),
      });
    } catch (error) {
      if (error instanceof MergeConflict) {
        throw new PullError('conflict', error.files.join(', '));
      }
      throw error;
    }
    await this.#repository.moveBranch(pull.base, sha, base);
    const at = this.#repository.now();
    pull.merged = {
      at,
      by: options.by,
      sha,
      style: options.style,
      baseSha: base,
    };
    pull.state = 'closed';
    pull.closedAt = at;
    pull.updatedAt = at;
    if (options.deleteBranch && !this.#isUsed(pull.head)) {
      await this.#deleteHead(pull);
    }
  }

  async #deleteHead(pull: PullRecord): Promise<void> {
    try {
      await this.#repository.moveBranch(pull.head, undefined, pull.headSha);
    } catch (error) {
      // Somebody pushed to it meanwhile: what they pushed is not thrown away.
      if (!(error instanceof BranchMoved)) {
        throw error;
      }
    }
  }

  #isUsed(branch: string): boolean {
    return (
      branch === this.#repository.defaultBranch ||
      this.list({ state: 'open' }).some(
        pull => pull.head === branch || pull.base === branch,
      )
    );
  }

  async #reopen(pull: PullRecord): Promise<void> {
    if (pull.merged) {
      throw new PullError('merged', String(pull.number));
    }
    const sha = await this.#repository.git.readRef(`refs/heads/${pull.head}`);
    if (!sha) {
      throw new PullError('branch-missing', pull.head);
    }
    pull.closedAt = undefined;
    await this.#follow(pull, sha);
  }

  async #follow(pull: PullRecord, sha: string): Promise<void> {
    const { git } = this.#repository;
    const base = await git.readRef(`refs/heads/${pull.base}`);
    pull.headSha = sha;
    pull.updatedAt = this.#repository.now();
    if (base) {
      pull.mergeBase = (await git.mergeBase(base, sha)) ?? base;
    }
    await git.git(['update-ref', headRef(pull), sha]);
  }
}

function headRef(pull: PullRecord): string {
  return `refs/pull/${pull.number}/head`;
}

function mergeMessage(pull: PullRecord, options: MergeOptions): string {
  const standard =
    options.style === 'squash'
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request '${pull.title}' (#${pull.number}) from ${pull.head} into ${pull.base}`;
  const title = options.title?.trim() || standard;
  return [title, options.message?.trim()].filter(Boolean).join('\n\n');
}
