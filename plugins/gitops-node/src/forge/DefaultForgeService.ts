import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { readRepositoriesConfig } from '../config';
import type { ForgeService, PersonalSignIn } from '../services/forgeServiceRef';
import type { Forge } from '../types/Forge';
import type { ForgeKind, RepositoryInfo } from '../types/RepositoryInfo';
import { forgeFor, type ForgeConnections } from './forgeFor';

/** Forges that Backstage can sign people in to; it has no such sign-in for Gitea. */
const WITH_SIGN_IN: ReadonlySet<ForgeKind> = new Set(['github', 'gitlab']);

/**
 * The forges of the configured repositories, made when first asked for.
 *
 * @public
 */
export class DefaultForgeService implements ForgeService {
  readonly #repositories: ReadonlyMap<string, RepositoryInfo>;
  readonly #connections: ForgeConnections;
  readonly #isPersonRequired: boolean;
  readonly #forges = new Map<string, Forge>();

  static fromConfig(config: Config): DefaultForgeService {
    const integrations = ScmIntegrations.fromConfig(config);
    return new DefaultForgeService(readRepositoriesConfig(config), {
      integrations,
      githubCredentials:
        DefaultGithubCredentialsProvider.fromIntegrations(integrations),
      gitlabCredentials:
        DefaultGitlabCredentialsProvider.fromIntegrations(integrations),
      isPersonRequired:
        config.getOptionalBoolean('scaffolder.requireScmUserCredentials') ??
        false,
    });
  }

  private constructor(
    repositories: readonly RepositoryInfo[],
    options: ForgeConnections & { readonly isPersonRequired: boolean },
  ) {
    const { isPersonRequired, ...connections } = options;
    this.#repositories = new Map(repositories.map(each => [each.name, each]));
    this.#connections = connections;
    this.#isPersonRequired = isPersonRequired;
  }

  forRepository(name: string, options?: { readonly token?: string }): Forge {
    const repository = this.#repository(name);
    if (options?.token) {
      // Not kept: it would outlive the person's session.
      return forgeFor(repository, {
        ...this.#connections,
        token: options.token,
      });
    }
    let forge = this.#forges.get(name);
    if (!forge) {
      forge = forgeFor(repository, this.#connections);
      this.#forges.set(name, forge);
    }
    return forge;
  }

  signIn(name: string): PersonalSignIn {
    if (!WITH_SIGN_IN.has(this.#repository(name).kind)) {
      return 'none';
    }
    return this.#isPersonRequired ? 'required' : 'offered';
  }

  #repository(name: string): RepositoryInfo {
    const repository = this.#repositories.get(name);
    if (!repository) {
      throw new NotFoundError(
        `No repository is called '${name}' under homestage.gitops.repositories.`,
      );
    }
    return repository;
  }
}
