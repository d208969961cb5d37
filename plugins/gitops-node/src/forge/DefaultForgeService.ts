import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { readRepositoriesConfig } from '../config';
import type { ForgeService } from '../services/forgeServiceRef';
import type { Forge } from '../types/Forge';
import type { RepositoryInfo } from '../types/RepositoryInfo';
import { forgeFor } from './forgeFor';

/**
 * The forges of the configured repositories, made when first asked for.
 *
 * @public
 */
export class DefaultForgeService implements ForgeService {
  readonly #repositories: ReadonlyMap<string, RepositoryInfo>;
  readonly #integrations: ScmIntegrations;
  readonly #forges = new Map<string, Forge>();

  static fromConfig(config: Config): DefaultForgeService {
    return new DefaultForgeService(
      readRepositoriesConfig(config),
      ScmIntegrations.fromConfig(config),
    );
  }

  private constructor(
    repositories: readonly RepositoryInfo[],
    integrations: ScmIntegrations,
  ) {
    this.#repositories = new Map(repositories.map(each => [each.name, each]));
    this.#integrations = integrations;
  }

  forRepository(name: string): Forge {
    const repository = this.#repositories.get(name);
    if (!repository) {
      throw new NotFoundError(
        `No repository is called '${name}' under homestage.gitops.repositories.`,
      );
    }
    let forge = this.#forges.get(name);
    if (!forge) {
      forge = forgeFor(repository, { integrations: this.#integrations });
      this.#forges.set(name, forge);
    }
    return forge;
  }
}
