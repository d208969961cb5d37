import type {
  GithubCredentialsProvider,
  GitlabCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { Forge } from '../types/Forge';
import type { RepositoryInfo } from '../types/RepositoryInfo';
import { providedAccess, userAccess } from './forgeAccess';
import { GiteaForge } from './GiteaForge';
import { GitHubForge } from './GitHubForge';
import { GitLabForge } from './GitLabForge';

/** What the forges of all repositories have in common. */
export interface ForgeConnections {
  readonly integrations: ScmIntegrations;
  readonly githubCredentials: GithubCredentialsProvider;
  readonly gitlabCredentials: GitlabCredentialsProvider;
}

/**
 * The forge of a repository, as the person whose token is given, else with the
 * credentials of `integrations`; anonymous where there are none.
 */
export function forgeFor(
  repository: RepositoryInfo,
  options: ForgeConnections & { readonly token?: string },
): Forge {
  const { integrations, token } = options;
  const { kind, host, url } = repository;
  switch (kind) {
    case 'gitea':
      return GiteaForge.create(repository, {
        integration: integrations.gitea.byHost(host)?.config,
        token,
      });
    case 'github': {
      const integration = integrations.github.byHost(host)?.config;
      const provider = integration && options.githubCredentials;
      return GitHubForge.create(repository, {
        integration,
        access: token
          ? userAccess(kind, token)
          : providedAccess(provider, { kind, url, host }),
      });
    }
    case 'gitlab': {
      const integration = integrations.gitlab.byHost(host)?.config;
      const provider = integration && options.gitlabCredentials;
      return GitLabForge.create(repository, {
        integration,
        access: token
          ? userAccess(kind, token)
          : providedAccess(provider, { kind, url, host }),
      });
    }
    default:
      return assertNever(kind);
  }
}

function assertNever(kind: never): never {
  throw new Error(`Unknown kind of forge: ${kind}`);
}
