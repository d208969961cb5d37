import type { ForgeClient } from './ForgeClient';
import { ForgeError } from './ForgeError';
import { githubTree } from './githubSchemas';

/** A tree of 100,000 entries and more is read directory by directory, this many at most. */
const MAX_TREE_CALLS = 500;

/** All files of a tree. */
export interface GithubTree {
  /** Hash of the tree itself, not of a commit. */
  readonly sha: string;
  readonly entries: ReadonlyMap<
    string,
    { readonly sha: string; readonly mode: string }
  >;
}

/**
 * Reads a tree with one call, or, where GitHub cuts the answer off, with one
 * for each directory that fits. Rejects with {@link ForgeError}, `failed` when
 * it is too large even so: half a tree would look like deleted files.
 */
export async function readGithubTree(
  sha: string,
  options: { readonly client: ForgeClient; readonly root: string },
): Promise<GithubTree> {
  const { client, root } = options;
  const entries = new Map<string, { sha: string; mode: string }>();
  const left: Array<{ sha: string; prefix: string }> = [{ sha, prefix: '' }];
  let calls = 0;

  const read = async (tree: string, isRecursive: boolean) => {
    calls += 1;
    return client.request({
      path: `${root}/git/trees/${tree}${isRecursive ? '?recursive=1' : ''}`,
      doing: `reading tree ${tree.slice(0, 8)}`,
      schema: githubTree,
    });
  };

  for (let next = left.pop(); next; next = left.pop()) {
    const { prefix } = next;
    const whole = await read(next.sha, true);
    const answer = whole.truncated ? await read(next.sha, false) : whole;
    if (answer.truncated || calls > MAX_TREE_CALLS) {
      throw tooLarge(prefix);
    }
    for (const { path, mode, type, sha: entry } of answer.tree) {
      if (type === 'blob' && entry) {
        entries.set(`${prefix}${path}`, { sha: entry, mode });
      } else if (type === 'tree' && entry && whole.truncated) {
        left.push({ sha: entry, prefix: `${prefix}${path}/` });
      }
    }
  }
  return { sha, entries };
}

/** Blob hash by path. */
export function blobsOf(
  entries: GithubTree['entries'],
): ReadonlyMap<string, string> {
  return new Map([...entries].map(([path, { sha }]) => [path, sha]));
}

function tooLarge(prefix: string): ForgeError {
  return new ForgeError({
    code: 'failed',
    message: `The tree below '${prefix || '/'}' is too large to be read.`,
    nextStep:
      'Move what is not part of the lab out of the repository, then run it again.',
  });
}
