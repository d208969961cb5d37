import type {
  RepositoriesAnswer,
  RepositoryRow,
} from '@homestage/backstage-plugin-gitops-common';
import type {
  ForgeService,
  RepositoryInfo,
  RepoStore,
} from '@homestage/backstage-plugin-gitops-node';

/** Where repositories are known from. */
export interface RepositorySources {
  readonly repoStore: RepoStore;
  readonly forges: ForgeService;
}

/** All repositories as the store knows them now, with what does not parse. */
export function deriveRepositories(
  sources: RepositorySources,
): RepositoriesAnswer {
  const { repoStore } = sources;
  const repositories = repoStore.repositories();
  const snapshots = repositories.map(({ name }) => repoStore.snapshot(name));
  return {
    sources: snapshots.map(({ state }) => state),
    revision: snapshots.map(each => each.revision).join('~') || 'none',
    rows: repositories.map(repository => toRow(repository, sources)),
  };
}

function toRow(
  repository: RepositoryInfo,
  { repoStore, forges }: RepositorySources,
): RepositoryRow {
  const { name, url, branch, cluster } = repository;
  const { commit, index } = repoStore.snapshot(name);
  return {
    name,
    url,
    branch,
    cluster,
    commit,
    appCount: index?.apps.length ?? 0,
    signIn: forges.signIn(name),
    problems: (index?.problems ?? []).map(
      ({ file, line, column, message }) => ({
        file,
        line,
        column,
        message,
        url: repoStore.fileUrl(name, file, line),
      }),
    ),
  };
}
