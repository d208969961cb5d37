import { isRefName } from '../git/treePath';
import { HttpError, json, notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import {
  ApiContext,
  forRepository,
  forWriting,
  requireCommit,
  requiredField,
  textField,
} from './ApiContext';
import { listReply, pageOf } from './page';
import { REPOSITORY_PATH } from './repositoryPath';
import { branchView } from './represent';

/** Branches: list, read, make, delete. */
export function addBranchRoutes(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'GET',
    `${REPOSITORY_PATH}/branches`,
    forRepository(context, async request => {
      const { repository } = request;
      const branches = [...(await repository.git.branches())];
      const { limit, skip } = pageOf(request);
      const views = branches
        .slice(skip, skip + limit)
        .map(async ([name, sha]) =>
          branchView(name, await repository.git.commit(sha), {
            repository,
            links,
          }),
        );
      return listReply(await Promise.all(views), branches.length);
    }),
  );

  router.on(
    'GET',
    `${REPOSITORY_PATH}/branches/*branch`,
    forRepository(context, async ({ repository, params }) => {
      const sha = (await repository.git.branches()).get(params.branch);
      if (!sha) {
        throw notFound();
      }
      const commit = await repository.git.commit(sha);
      return json(
        200,
        branchView(params.branch, commit, { repository, links }),
      );
    }),
  );

  router.on(
    'POST',
    `${REPOSITORY_PATH}/branches`,
    forWriting(context, async ({ repository }, body) => {
      const name = requiredField(body, 'new_branch_name');
      const from =
        textField(body, 'old_ref_name') ||
        textField(body, 'old_branch_name') ||
        repository.defaultBranch;
      if (!isRefName(name)) {
        throw new HttpError(
          422,
          `[new_branch_name]: ${name} is no branch name`,
        );
      }
      const sha = await requireCommit(repository, from);
      if ((await repository.git.branches()).has(name)) {
        throw new HttpError(409, 'The branch already exists.');
      }
      await repository.moveBranch(name, sha, undefined);
      const commit = await repository.git.commit(sha);
      return json(201, branchView(name, commit, { repository, links }));
    }),
  );

  router.on(
    'DELETE',
    `${REPOSITORY_PATH}/branches/*branch`,
    forWriting(context, async ({ repository, params }) => {
      const sha = (await repository.git.branches()).get(params.branch);
      if (!sha) {
        throw notFound();
      }
      if (params.branch === repository.defaultBranch) {
        throw new HttpError(403, 'can not delete default branch');
      }
      await repository.moveBranch(params.branch, undefined, sha);
      return { status: 204 };
    }),
  );
}
