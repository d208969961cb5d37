import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Links } from './api/Links';
import { createApiRouter } from './api/apiRouter';
import { requireGit } from './git/requireGit';
import { Faults } from './http/Faults';
import { ForgeServer } from './http/ForgeServer';
import { Tokens } from './http/Tokens';
import { createPageRouter } from './pages/pageRouter';
import { errorPage } from './pages/errorPage';
import { ForgeRepository } from './repository/ForgeRepository';
import { Repositories } from './repository/Repositories';
import type { Forge, ForgeOptions, PushEvent } from './types';

/** Names that may stand in an address and in a file name. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Starts the embedded forge: bare repositories on disk served over git's smart
 * HTTP, the part of Gitea's REST API that the portal needs, and pages on which a
 * person reads and merges pull requests.
 *
 * Rejects when the port is taken, git is missing or too old, or a name is not one
 * that can stand in an address.
 */
export async function startForge(options: ForgeOptions): Promise<Forge> {
  const { users = ['homestage'], pageUser = 'lab', now = Date.now } = options;
  checkNames([
    ...users,
    ...options.repositories.flatMap(r => [r.owner, r.name]),
  ]);
  await requireGit();
  const stateDirectory = resolve(options.stateDirectory);
  await mkdir(stateDirectory, { recursive: true });

  const listeners = new Set<(event: PushEvent) => void>();
  const repositories = new Repositories();
  for (const repository of options.repositories) {
    repositories.add(
      await ForgeRepository.open(repository, {
        directory: join(stateDirectory, 'repositories'),
        now,
        onPush: event => listeners.forEach(listener => listener(event)),
      }),
    );
  }

  const tokens = await Tokens.open(stateDirectory, users);
  const faults = new Faults();
  const server = await ForgeServer.listen(
    options.host ?? '127.0.0.1',
    options.port ?? 0,
  );
  const links = new Links(server.url);
  server.serve({
    repositories,
    tokens,
    faults,
    api: createApiRouter({ repositories, links }),
    pages: createPageRouter({ repositories, links, user: pageUser }),
    errorPage,
  });

  const find = (owner: string, name: string) => {
    const repository = repositories.find(owner, name);
    if (!repository) {
      throw new Error(`The forge has no repository ${owner}/${name}`);
    }
    return repository;
  };
  const { token, file: tokenFile } = tokens.of(users[0]);

  return {
    url: server.url,
    token,
    tokenFile,
    repositoryDirectory: (owner, name) => find(owner, name).git.directory,
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    commit({ owner, name }, change) {
      const repository = find(owner, name);
      return repository.write(() =>
        repository.commit({
          ...change,
          branch: change.branch ?? repository.defaultBranch,
          author: { name: pageUser, email: `${pageUser}@localhost` },
        }),
      );
    },
    fault: fault => faults.add(fault),
    stop: () => server.stop(),
  };
}

function checkNames(names: readonly string[]): void {
  const odd = names.find(name => !NAME.test(name));
  if (odd !== undefined) {
    throw new Error(
      `"${odd}" cannot be the name of a user, owner or repository`,
    );
  }
}
