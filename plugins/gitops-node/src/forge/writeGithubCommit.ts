import type { CommitRequest } from '../types/Forge';
import type { ForgeClient } from './ForgeClient';
import { githubSha } from './githubSchemas';
import type { GithubTree } from './readGithubTree';
import { toTreeEntry } from './toTreeEntry';

/** What a commit is made upon. */
interface CommitBase {
  /** The commit before it. */
  readonly parent: string;
  /** The tree of that commit, and what is in it. */
  readonly tree: string;
  readonly entries: GithubTree['entries'];
}

/**
 * Writes the tree and the commit, and returns the commit's hash. Both are objects only: no
 * branch knows of them.
 */
export async function writeGithubCommit(
  request: CommitRequest,
  base: CommitBase,
  { client, root }: { client: ForgeClient; root: string },
): Promise<string> {
  const { branch, message, author, changes } = request;
  const doing = `committing to branch '${branch}'`;
  const tree = await client.request({
    method: 'POST',
    path: `${root}/git/trees`,
    doing,
    body: {
      base_tree: base.tree,
      tree: changes.map(change =>
        toTreeEntry(change, base.entries.get(change.path)?.mode),
      ),
    },
    schema: githubSha,
  });
  const commit = await client.request({
    method: 'POST',
    path: `${root}/git/commits`,
    doing,
    body: {
      message,
      tree: tree.sha,
      parents: [base.parent],
      ...(author ? { author } : {}),
    },
    schema: githubSha,
  });
  return commit.sha;
}
