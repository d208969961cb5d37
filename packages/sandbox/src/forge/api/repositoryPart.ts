import type { TreeEntry } from '../git/BareRepository';
import { cleanTreePath } from '../git/treePath';
import { notFound } from '../http/exchange';
import type { ForgeRepository } from '../repository/ForgeRepository';

/** A file, or the root or another directory with what is in it. */
export interface RepositoryPart {
  /** Unset for the root. */
  entry?: TreeEntry;
  /** Entries of a directory with their full paths; empty for a file. */
  children: TreeEntry[];
}

/** What lies at a path of a commit; HttpError 404 when there is nothing. */
export async function repositoryPart(
  repository: ForgeRepository,
  commit: string,
  path: string,
): Promise<RepositoryPart> {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  if (trimmed === '' || trimmed === '.') {
    return { children: await repository.git.listTree(commit) };
  }
  const entry =
    cleanTreePath(trimmed) && (await repository.git.entry(commit, trimmed));
  if (!entry) {
    throw notFound();
  }
  if (entry.type !== 'tree') {
    return { entry, children: [] };
  }
  const children = await repository.git.listTree(entry.sha);
  return {
    entry,
    children: children.map(child => ({
      ...child,
      path: `${trimmed}/${child.path}`,
    })),
  };
}
