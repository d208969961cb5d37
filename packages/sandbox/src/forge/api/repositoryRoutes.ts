import { json, notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import { ApiContext, forRepository, requireCommit } from './ApiContext';
import { repositoryPart } from './repositoryPart';
import { REPOSITORY_PATH } from './repositoryPath';
import { repositoryView } from './represent';

/** The repository itself, its refs, archives and raw files. */
export function addRepositoryRoutes(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'GET',
    REPOSITORY_PATH,
    forRepository(context, async ({ repository }) =>
      json(200, repositoryView(repository, links)),
    ),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/branch_protections`,
    forRepository(context, async () => json(200, [])),
  );

  const listRefs = forRepository(context, async ({ repository, params }) => {
    const prefix = `refs/${params.prefix ?? ''}`;
    const branches = [...(await repository.git.branches())]
      .map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha }))
      .filter(({ ref }) => ref.startsWith(prefix));
    if (branches.length === 0) {
      throw notFound();
    }
    return json(
      200,
      branches.map(({ ref, sha }) => ({
        ref,
        url: links.api(repository, 'git', ref),
        object: {
          type: 'commit',
          sha,
          url: links.api(repository, 'git/commits', sha),
        },
      })),
    );
  });
  router.on('GET', `${REPOSITORY_PATH}/git/refs`, listRefs);
  router.on('GET', `${REPOSITORY_PATH}/git/refs/*prefix`, listRefs);

  router.on(
    'GET',
    `${REPOSITORY_PATH}/archive/*archive`,
    forRepository(context, async ({ repository, params }) => {
      const [, ref] = /^(.+)\.tar\.gz$/.exec(params.archive) ?? [];
      if (!ref) {
        throw notFound();
      }
      const commit = await requireCommit(repository, ref);
      const name = repository.name.toLowerCase();
      return {
        status: 200,
        headers: {
          'Content-Type': 'application/gzip',
          'Content-Disposition': `attachment; filename="${name}-${commit.slice(
            0,
            10,
          )}.tar.gz"`,
        },
        body: await repository.git.archive(commit, name),
      };
    }),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/raw/*path`,
    forRepository(context, async ({ repository, params, query }) => {
      const ref = query.get('ref') || repository.defaultBranch;
      const commit = await requireCommit(repository, ref);
      const { entry } = await repositoryPart(repository, commit, params.path);
      if (entry?.type !== 'blob') {
        throw notFound();
      }
      return {
        status: 200,
        headers: { 'Content-Type': 'text/plain; charset=utf-8' },
        body: await repository.git.readBlob(entry.sha),
      };
    }),
  );
}
