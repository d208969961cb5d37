import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COMMIT_FORMAT, CommitInfo, parseCommits } from './CommitInfo';
import { runGit } from './runGit';
import { isRefName } from './treePath';

/** One entry of a tree. */
export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; unset for trees and submodules. */
  size?: number;
  /** From the root of what was listed. */
  path: string;
}

const SHA = /^[0-9a-f]{4,40}$/;

/**
 * Reads a bare repository on disk through the git program. Holds no state of
 * its own: every answer is what the repository says at that moment.
 */
export class BareRepository {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Opens the repository, and makes it when there is none. */
  static async open(
    directory: string,
    options: { defaultBranch: string },
  ): Promise<BareRepository> {
    if (!existsSync(join(directory, 'HEAD'))) {
      await mkdir(directory, { recursive: true });
      await runGit([
        'init',
        '--quiet',
        '--bare',
        `--initial-branch=${options.defaultBranch}`,
        directory,
      ]);
    }
    return new BareRepository(directory);
  }

  /** Runs git in this repository and answers its output as text. */
  async git(
    args: readonly string[],
    options: { input?: string | Buffer; env?: Record<string, string> } = {},
  ): Promise<string> {
    const { stdout } = await runGit(args, {
      ...options,
      directory: this.directory,
    });
    return stdout.toString();
  }

  /** Branches by short name, with the commit each points to. */
  async branches(): Promise<Map<string, string>> {
    const text = await this.git([
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      'refs/heads/',
    ]);
    return new Map(
      text
        .split('\n')
        .filter(Boolean)
        .map(line => {
          const [sha, ref] = [line.slice(0, 40), line.slice(41)];
          return [ref.slice('refs/heads/'.length), sha];
        }),
    );
  }

  /** The commit a full ref points to. */
  async readRef(ref: string): Promise<string | undefined> {
    const { status, stdout } = await runGit(
      ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`],
      { directory: this.directory, expected: [0, 1, 128] },
    );
    return status === 0 ? stdout.toString().trim() : undefined;
  }

  /** The commit a branch, tag or (abbreviated) id names. */
  async resolve(name: string): Promise<string | undefined> {
    const short = name.replace(/^refs\/(heads|tags)\//, '');
    if (!isRefName(short)) {
      return undefined;
    }
    return (
      (await this.readRef(`refs/heads/${short}`)) ??
      (await this.readRef(`refs/tags/${short}`)) ??
      (SHA.test(short) ? this.readRef(short) : undefined)
    );
  }

  /** Moves a ref; throws a GitError when it is not at `before` any more. */
  async updateRef(
    ref: string,
    after: string | undefined,
    before: string | undefined,
  ): Promise<void> {
    const expected = before ?? '0'.repeat(40);
    await this.git(
      after
        ? ['update-ref', ref, after, expected]
        : ['update-ref', '-d', ref, expected],
    );
  }

  /** Commits of a revision range, newest first. */
  async log(
    range: string,
    options: { limit?: number; skip?: number; path?: string } = {},
  ): Promise<CommitInfo[]> {
    const { limit = 50, skip = 0, path } = options;
    const output = await this.git([
      'log',
      '-z',
      COMMIT_FORMAT,
      `--max-count=${limit}`,
      `--skip=${skip}`,
      range,
      '--',
      ...(path ? [path] : []),
    ]);
    return parseCommits(output);
  }

  /** How many commits a range holds. */
  async count(range: string): Promise<number> {
    return Number(await this.git(['rev-list', '--count', range]));
  }

  /** One commit by its id. */
  async commit(sha: string): Promise<CommitInfo> {
    const [commit] = await this.log(sha, { limit: 1 });
    return commit;
  }

  /** Entries of a tree, sorted as git sorts them; of the whole tree if asked. */
  async listTree(
    treeish: string,
    options: { recursive?: boolean } = {},
  ): Promise<TreeEntry[]> {
    const flags = options.recursive ? ['-r', '-t'] : [];
    const text = await this.git(['ls-tree', '-z', '-l', ...flags, treeish]);
    return parseTree(text);
  }

  /** The entry at a path; undefined when there is none. */
  async entry(commit: string, path: string): Promise<TreeEntry | undefined> {
    const text = await this.git(['ls-tree', '-z', '-l', commit, '--', path]);
    return parseTree(text)[0];
  }

  /** Bytes of a blob. */
  async readBlob(sha: string): Promise<Buffer> {
    const { stdout } = await runGit(['cat-file', 'blob', sha], {
      directory: this.directory,
    });
    return stdout;
  }

  /** Where two commits part; undefined when they share no history. */
  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const { status, stdout } = await runGit(['merge-base', a, b], {
      directory: this.directory,
      expected: [0, 1],
    });
    return status === 0 ? stdout.toString().trim() : undefined;
  }

  /** The unified diff between two trees or commits. */
  async diff(from: string, to: string): Promise<string> {
    return this.git(['diff', '--no-color', '--find-renames', from, to, '--']);
  }

  /** A gzipped tar of a commit with one directory on top. */
  async archive(commit: string, prefix: string): Promise<Buffer> {
    const { stdout } = await runGit(
      ['archive', '--format=tar.gz', `--prefix=${prefix}/`, commit],
      { directory: this.directory },
    );
    return stdout;
  }
}

function parseTree(text: string): TreeEntry[] {
  return text
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, sha, size] = line.slice(0, tab).split(/ +/);
      return {
        mode,
        type: type as TreeEntry['type'],
        sha,
        size: size === '-' ? undefined : Number(size),
        path: line.slice(tab + 1),
      };
    });
}

/** The id of git's empty tree, to compare a first commit with. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
