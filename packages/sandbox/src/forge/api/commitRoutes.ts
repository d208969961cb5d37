import { json, notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import { cleanTreePath } from '../git/treePath';
import { ApiContext, forRepository, requireCommit } from './ApiContext';
import { listReply, pageOf } from './page';
import { REPOSITORY_PATH } from './repositoryPath';
import { commitView } from './represent';

const MAX_COMPARED = 250;

/** Commits, trees, blobs, and what lies between two revisions. */
export function addCommitRoutes(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'GET',
    `${REPOSITORY_PATH}/git/commits/*ref`,
    forRepository(context, async ({ repository, params }) => {
      const commit = await repository.git.commit(
        await requireCommit(repository, params.ref),
      );
      return json(200, commitView(commit, repository, links));
    }),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/commits`,
    forRepository(context, async request => {
      const { repository, query } = request;
      const ref = query.get('sha') || repository.defaultBranch;
      const path = query.get('path') ?? undefined;
      const commit = await requireCommit(repository, ref);
      const safePath = path ? cleanTreePath(path) : undefined;
      const commits = await repository.git.log(commit, {
        ...pageOf(request),
        path: safePath,
      });
      return listReply(
        commits.map(each => commitView(each, repository, links)),
        await repository.git.count(commit),
      );
    }),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/git/trees/*ref`,
    forRepository(context, async ({ repository, params, query }) => {
      const sha =
        (await repository.git.resolve(params.ref)) ??
        (await findTree(repository.git, params.ref));
      const isRecursive = ['1', 'true'].includes(query.get('recursive') ?? '');
      const all = await repository.git.listTree(sha, {
        recursive: isRecursive,
      });
      const perPage = Math.min(Number(query.get('per_page')) || 1000, 1000);
      const page = Math.max(Number(query.get('page')) || 1, 1);
      const entries = all.slice((page - 1) * perPage, page * perPage);
      return json(200, {
        sha,
        url: links.api(repository, 'git/trees', sha),
        tree: entries.map(entry => ({
          path: entry.path,
          mode: entry.mode,
          type: entry.type,
          size: entry.size ?? 0,
          sha: entry.sha,
          url: links.api(
            repository,
            entry.type === 'tree' ? 'git/trees' : 'git/blobs',
            entry.sha,
          ),
        })),
        truncated: page * perPage < all.length,
        page,
        total_count: all.length,
      });
    }),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/git/blobs/:sha`,
    forRepository(context, async ({ repository, params }) => {
      if (!(await isOfType(repository.git, params.sha, 'blob'))) {
        throw notFound();
      }
      const content = await repository.git.readBlob(params.sha);
      return json(200, {
        sha: params.sha,
        url: links.api(repository, 'git/blobs', params.sha),
        size: content.length,
        encoding: 'base64',
        content: content.toString('base64'),
      });
    }),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/compare/*range`,
    forRepository(context, async ({ repository, params }) => {
      const [base, head] = params.range.split(/\.{2,3}/);
      const from = await requireCommit(repository, base);
      const to = await requireCommit(
        repository,
        head || repository.defaultBranch,
      );
      const range = `${from}..${to}`;
      const commits = await repository.git.log(range, { limit: MAX_COMPARED });
      return json(200, {
        total_commits: await repository.git.count(range),
        commits: commits.map(commit => commitView(commit, repository, links)),
      });
    }),
  );
}

type Git = Parameters<typeof isOfType>[0];

async function findTree(git: Git, sha: string): Promise<string> {
  if (!(await isOfType(git, sha, 'tree'))) {
    throw notFound();
  }
  return sha;
}

async function isOfType(
  git: {
    git(args: readonly string[], options: { input: string }): Promise<string>;
  },
  sha: string,
  type: 'blob' | 'tree',
): Promise<boolean> {
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    return false;
  }
  const answer = await git.git(['cat-file', '--batch-check'], {
    input: `${sha}\n`,
  });
  return answer.split(' ')[1] === type;
}
