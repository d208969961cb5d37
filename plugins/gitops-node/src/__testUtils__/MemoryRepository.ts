import { createHash } from 'node:crypto';
import { gitBlobHash } from '../forge/gitBlobHash';

/** A file of a tree. */
export interface MemoryFile {
  readonly sha: string;
  readonly mode: string;
}

export type MemoryTree = ReadonlyMap<string, MemoryFile>;

export interface MemoryCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly date: string;
}

export interface MemoryPull {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly createdAt: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  /** Where the branch was when it was last seen. */
  headSha: string;
  mergedAs?: string;
  /** Where the branch began; kept when it is merged. */
  mergeBase?: string;
}

const OWNER = { name: 'Lab', email: 'lab@home.example' };

const hashOf = (...parts: string[]) =>
  createHash('sha1').update(parts.join('\0')).digest('hex');

/**
 * What a forge keeps, without its API: the objects of Git, branches and pull
 * requests. Blobs have the hashes of Git; trees and commits have hashes of
 * their own that depend on the same things.
 */
export class MemoryRepository {
  readonly blobs = new Map<string, string>();
  readonly trees = new Map<string, MemoryTree>();
  readonly commits = new Map<string, MemoryCommit>();
  readonly branches = new Map<string, string>();
  /** Branches that nobody may write. */
  readonly protected = new Set<string>();
  readonly pulls: MemoryPull[] = [];
  #ticks = 0;

  constructor(seed: ReadonlyMap<string, string>) {
    const tree = new Map<string, MemoryFile>();
    for (const [path, text] of seed) {
      tree.set(path, { sha: this.addBlob(text), mode: '100644' });
    }
    const commit = this.addCommit({
      tree: this.addTree(tree),
      parents: [],
      message: 'Begin\n',
    });
    this.branches.set('main', commit.sha);
  }

  addBlob(text: string): string {
    const sha = gitBlobHash(text);
    this.blobs.set(sha, text);
    return sha;
  }

  addTree(tree: MemoryTree): string {
    const lines = [...tree]
      .map(([path, { sha, mode }]) => `${mode} ${sha} ${path}`)
      .sort();
    const sha = hashOf('tree', ...lines);
    this.trees.set(sha, tree);
    return sha;
  }

  addCommit(
    commit: Pick<MemoryCommit, 'tree' | 'parents' | 'message'> &
      Partial<Pick<MemoryCommit, 'author'>>,
  ): MemoryCommit {
    const date = this.now();
    const { tree, parents, message, author = OWNER } = commit;
    const sha = hashOf('commit', tree, ...parents, message, date);
    const made = { sha, tree, parents, message, author, date };
    this.commits.set(sha, made);
    return made;
  }

  /** A clock that only goes forward. */
  now(): string {
    this.#ticks += 1;
    return new Date(Date.UTC(2026, 0, 1, 0, 0, this.#ticks)).toISOString();
  }

  treeOf(commit: string): MemoryTree {
    return this.trees.get(this.commits.get(commit)?.tree ?? '') ?? new Map();
  }

  /** A branch or a commit. */
  resolve(ref: string): string | undefined {
    return this.branches.get(ref) ?? (this.commits.has(ref) ? ref : undefined);
  }

  /** Commits that `head` has and `base` has not, oldest first. */
  between(base: string, head: string): MemoryCommit[] {
    const known = this.#ancestors(base);
    return [...this.#ancestors(head)]
      .filter(sha => !known.has(sha))
      .map(sha => this.commits.get(sha)!)
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  }

  /** A commit and all before it, oldest first. */
  history(head: string): MemoryCommit[] {
    return this.between('', head);
  }

  isAncestor(ancestor: string, commit: string): boolean {
    return this.#ancestors(commit).has(ancestor);
  }

  mergeBase(a: string, b: string): string {
    const ours = this.#ancestors(a);
    return [...this.#ancestors(b)]
      .filter(sha => ours.has(sha))
      .sort((x, y) =>
        this.commits.get(x)!.date < this.commits.get(y)!.date ? 1 : -1,
      )[0];
  }

  /** Whether both sides changed the same file in different ways. */
  conflicts(base: string, head: string): boolean {
    const [at, ours, theirs] = [this.mergeBase(base, head), base, head].map(
      commit => this.treeOf(commit),
    );
    return [...new Set([...ours.keys(), ...theirs.keys(), ...at.keys()])].some(
      path => {
        const [was, mine, other] = [at, ours, theirs].map(
          tree => tree.get(path)?.sha,
        );
        return mine !== was && other !== was && mine !== other;
      },
    );
  }

  /** Paths that differ between where the branch of a pull request began and where it is. */
  changedPaths(pull: MemoryPull): string[] {
    const base = this.branches.get(pull.base)!;
    const [was, is] = [
      pull.mergeBase ?? this.mergeBase(base, pull.headSha),
      pull.headSha,
    ].map(commit => this.treeOf(commit));
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter(path => was.get(path)?.sha !== is.get(path)?.sha)
      .sort();
  }

  /** Merges a pull request by a commit with two parents. */
  merge(pull: MemoryPull): string {
    const base = this.branches.get(pull.base)!;
    const tree = new Map(this.treeOf(base));
    pull.mergeBase = this.mergeBase(base, pull.headSha);
    for (const path of this.changedPaths(pull)) {
      const file = this.treeOf(pull.headSha).get(path);
      if (file) {
        tree.set(path, file);
      } else {
        tree.delete(path);
      }
    }
    const { sha } = this.addCommit({
      tree: this.addTree(tree),
      parents: [base, pull.headSha],
      message: `Merge ${pull.head}\n`,
    });
    pull.state = 'closed';
    pull.mergedAs = sha;
    this.setBranch(pull.base, sha);
    return sha;
  }

  /** The newest commit at or before this one that changed the file. */
  lastCommitOf(path: string, commit: string): string {
    let current = this.commits.get(commit)!;
    while (current.parents.length > 0) {
      const parent = current.parents[0];
      if (
        this.treeOf(parent).get(path)?.sha !==
        this.treeOf(current.sha).get(path)?.sha
      ) {
        break;
      }
      current = this.commits.get(parent)!;
    }
    return current.sha;
  }

  /** Moves or makes a branch; open pull requests follow it. */
  setBranch(name: string, commit: string): void {
    this.branches.set(name, commit);
    for (const pull of this.pulls) {
      if (pull.head === name && pull.state === 'open') {
        pull.headSha = commit;
      }
    }
  }

  /** Commits on a branch as somebody else. */
  commitAs(branch: string, files: Record<string, string>): string {
    const head = this.branches.get(branch)!;
    const tree = new Map(this.treeOf(head));
    for (const [path, text] of Object.entries(files)) {
      tree.set(path, { sha: this.addBlob(text), mode: '100644' });
    }
    const { sha } = this.addCommit({
      tree: this.addTree(tree),
      parents: [head],
      message: 'Somebody else was here\n',
      author: { name: 'Somebody', email: 'somebody@home.example' },
    });
    this.setBranch(branch, sha);
    return sha;
  }

  openPull(pull: Pick<MemoryPull, 'head' | 'base' | 'title' | 'body'>) {
    const made: MemoryPull = {
      ...pull,
      number: this.pulls.length + 1,
      createdAt: this.now(),
      state: 'open',
      headSha: this.branches.get(pull.head)!,
    };
    this.pulls.push(made);
    return made;
  }

  openPullOf(head: string, base: string): MemoryPull | undefined {
    return this.pulls.find(
      each => each.state === 'open' && each.head === head && each.base === base,
    );
  }

  #ancestors(commit: string): Set<string> {
    const seen = new Set<string>();
    const left = [commit];
    for (let next = left.pop(); next; next = left.pop()) {
      if (!seen.has(next)) {
        seen.add(next);
        left.push(...(this.commits.get(next)?.parents ?? []));
      }
    }
    return seen;
  }
}
