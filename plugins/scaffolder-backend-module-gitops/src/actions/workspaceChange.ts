import type {
  ProposedFile,
  RepositoryInfo,
  RepoStore,
  RepoTree,
} from '@homestage/backstage-plugin-gitops-node';
import { planFiles } from '../plan/planFiles';
import { readEditRecord } from '../workspace/editRecord';
import { readWorkspaceFiles } from '../workspace/workspaceFiles';
import { currentTree } from './currentTree';

/** The workspace as a change of the newest tree. */
export interface WorkspaceChange {
  readonly repository: RepositoryInfo;
  readonly newest: RepoTree;
  readonly files: readonly ProposedFile[];
}

/**
 * @param options.commit - the commit the workspace was made from; unset: it is
 *   taken to be made from the newest
 */
export async function workspaceChange(
  repoStore: RepoStore,
  options: { workspacePath: string; repository?: string; commit?: string },
): Promise<WorkspaceChange> {
  const { workspacePath, commit } = options;
  const { repository, tree } = await currentTree(repoStore, options.repository);
  const files = planFiles({
    workspace: await readWorkspaceFiles(workspacePath),
    record: await readEditRecord(workspacePath),
    pinned: commit ? repoStore.treeAt(repository.name, commit) : undefined,
    newest: tree,
  });
  return { repository, newest: tree, files };
}
