import type { ScmIntegrations } from '@backstage/integration';
import type { Forge } from '../types/Forge';
import type { RepositoryInfo } from '../types/RepositoryInfo';
import { ForgeError } from './ForgeError';
import { GiteaForge } from './GiteaForge';

/**
 * The forge of a repository, with the credentials of `integrations`. Throws
 * {@link ForgeError} with code `unsupported` for APIs not spoken yet.
 */
export function forgeFor(
  repository: RepositoryInfo,
  options: { integrations: ScmIntegrations },
): Forge {
  const { kind, host, name } = repository;
  switch (kind) {
    case 'gitea':
      return GiteaForge.create(repository, {
        integration: options.integrations.gitea.byHost(host)?.config,
      });
    case 'github':
    case 'gitlab':
      throw new ForgeError({
        code: 'unsupported',
        message: `Changes to '${name}' can not be proposed: pull requests on ${kind} are not yet supported.`,
        nextStep:
          'Its tree can be read; for pull requests use a repository on Gitea or Forgejo.',
      });
    default:
      return assertNever(kind);
  }
}

function assertNever(kind: never): never {
  throw new Error(`Unknown kind of forge: ${kind}`);
}
