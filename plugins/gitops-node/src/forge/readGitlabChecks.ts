import type { ForgeChecks } from '../types/Forge';
import type { ForgeClient } from './ForgeClient';
import { toChecks } from './gitlabAnswers';
import { gitlabCommitDetail, gitlabStatuses } from './gitlabSchemas';
import { readPages } from './readPages';

const PAGE_SIZE = 100;
const MAX_PAGES = 5;

/** The newest pipeline of a commit, and the jobs and outside statuses of all of them. */
export async function readGitlabChecks(
  commit: string,
  options: { readonly client: ForgeClient; readonly root: string },
): Promise<ForgeChecks> {
  const { client, root } = options;
  const path = `${root}/repository/commits/${commit}`;
  const doing = `reading the checks of ${commit.slice(0, 8)}`;
  const detail = await client.read({
    path: `${path}?stats=false`,
    doing,
    schema: gitlabCommitDetail,
  });
  const statuses = detail
    ? await readPages(
        page =>
          client.request({
            path: `${path}/statuses?per_page=${PAGE_SIZE}&page=${page}`,
            doing,
            schema: gitlabStatuses,
          }),
        { size: PAGE_SIZE, maxPages: MAX_PAGES },
      )
    : [];
  return toChecks(detail, statuses);
}
