import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChange } from '../types';
import type { BareRepository } from './BareRepository';

/** A name and address for a commit. */
export interface Identity {
  name: string;
  email: string;
}

/** What a commit says about itself. */
export interface CommitText {
  message: string;
  author: Identity;
  committer?: Identity;
  /** Milliseconds since the epoch. */
  authorAtMs?: number;
  committedAtMs: number;
}

/** Writes a commit object; moves no branch. */
export async function commitTree(
  repository: BareRepository,
  commit: CommitText & { tree: string; parents: readonly string[] },
): Promise<string> {
  const { author, committer = author } = commit;
  const parents = commit.parents.flatMap(parent => ['-p', parent]);
  const output = await repository.git(
    ['commit-tree', commit.tree, ...parents],
    {
      input: `${commit.message.trim()}\n`,
      env: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: gitDate(commit.authorAtMs ?? commit.committedAtMs),
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email,
        GIT_COMMITTER_DATE: gitDate(commit.committedAtMs),
      },
    },
  );
  return output.trim();
}

/** Writes the tree that results from changing `parent`'s tree. */
export async function writeTree(
  repository: BareRepository,
  parent: string | undefined,
  changes: readonly FileChange[],
): Promise<string> {
  return withIndex(async env => {
    if (parent) {
      await repository.git(['read-tree', parent], { env });
    }
    const lines: string[] = [];
    for (const change of changes) {
      lines.push(await indexLine(repository, change));
    }
    await repository.git(['update-index', '-z', '--index-info'], {
      env,
      input: lines.map(line => `${line}\0`).join(''),
    });
    return (await repository.git(['write-tree'], { env })).trim();
  });
}

/** Writes the tree that a directory holds, without what it ignores. */
export async function writeTreeOfDirectory(
  repository: BareRepository,
  directory: string,
): Promise<string> {
  return withIndex(async env => {
    await repository.git(
      [
        '-c',
        'core.bare=false',
        '-c',
        'core.autocrlf=false',
        '--work-tree',
        directory,
        'add',
        '--all',
        '.',
      ],
      { env },
    );
    return (await repository.git(['write-tree'], { env })).trim();
  });
}

async function indexLine(
  repository: BareRepository,
  change: FileChange,
): Promise<string> {
  if ('deleted' in change) {
    return `0 ${'0'.repeat(40)}\t${change.path}`;
  }
  const blob = await repository.git(['hash-object', '-w', '--stdin'], {
    input: change.content,
  });
  const mode = change.executable ? '100755' : '100644';
  return `${mode} ${blob.trim()}\t${change.path}`;
}

async function withIndex<T>(
  write: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'forge-index-'));
  try {
    return await write({ GIT_INDEX_FILE: join(directory, 'index') });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function gitDate(atMs: number): string {
  return `${Math.floor(atMs / 1000)} +0000`;
}
