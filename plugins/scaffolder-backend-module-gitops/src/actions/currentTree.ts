import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type {
  RepositoryInfo,
  RepoStore,
  RepoTree,
} from '@homestage/backstage-plugin-gitops-node';

/** A repository and its tree as the forge has it now. */
export interface CurrentTree {
  readonly repository: RepositoryInfo;
  readonly tree: RepoTree;
}

/**
 * The newest tree. Nothing is written on the ground of an old one: when the
 * forge does not answer, it throws ServiceUnavailableError with what to do.
 *
 * @param name - unset: the first repository of the configuration
 */
export async function currentTree(
  repoStore: RepoStore,
  name?: string,
): Promise<CurrentTree> {
  const repository = findRepository(repoStore, name);
  const { state, commit, files, index, conventions } = await repoStore.refresh(
    repository.name,
  );
  if (state.status !== 'live' || !commit || !files || !index || !conventions) {
    throw new ServiceUnavailableError(
      `The tree of '${
        repository.name
      }' can not be read now, and nothing was written. ${state.message} ${
        state.nextStep ?? ''
      }`.trim(),
    );
  }
  return { repository, tree: { commit, files, index, conventions } };
}

function findRepository(repoStore: RepoStore, name?: string): RepositoryInfo {
  const repositories = repoStore.repositories();
  const found = name
    ? repositories.find(each => each.name === name)
    : repositories[0];
  if (!found) {
    const known = repositories.map(each => each.name).join(', ');
    throw new InputError(
      name
        ? `repository: no repository is called '${name}'; homestage.gitops.repositories names ${
            known || 'none'
          }.`
        : 'No repository is named under homestage.gitops.repositories. Name one and restart.',
    );
  }
  return found;
}
