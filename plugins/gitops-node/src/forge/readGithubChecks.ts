import type { z } from 'zod';
import type { ForgeChecks } from '../types/Forge';
import type { ForgeClient } from './ForgeClient';
import { isForgeError } from './ForgeError';
import { toChecks } from './githubAnswers';
import { githubCheckRuns, githubCombinedStatus } from './githubSchemas';

const PAGE_SIZE = 100;
const MAX_CHECK_RUN_PAGES = 5;

type CheckRuns = z.infer<typeof githubCheckRuns>['check_runs'];

/** What CI says of a commit: GitHub keeps it in two places. */
export async function readGithubChecks(
  commit: string,
  options: { readonly client: ForgeClient; readonly root: string },
): Promise<ForgeChecks> {
  const { client, root } = options;
  const path = `${root}/commits/${commit}`;
  const combined = await client.read({
    path: `${path}/status?per_page=${PAGE_SIZE}`,
    doing: `reading the statuses of ${commit.slice(0, 8)}`,
    schema: githubCombinedStatus,
  });
  return toChecks(combined, await readCheckRuns(path, client));
}

/** Undefined when the token may not read them: fine-grained tokens can not be given that right. */
async function readCheckRuns(
  path: string,
  client: ForgeClient,
): Promise<CheckRuns | undefined> {
  const runs: CheckRuns = [];
  try {
    for (let page = 1; page <= MAX_CHECK_RUN_PAGES; page++) {
      const answer = await client.request({
        path: `${path}/check-runs?per_page=${PAGE_SIZE}&page=${page}`,
        doing: 'reading the check runs',
        schema: githubCheckRuns,
      });
      runs.push(...answer.check_runs);
      if (runs.length >= answer.total_count) {
        return runs;
      }
    }
    // More than anybody runs: what was not read is not known.
    return undefined;
  } catch (error) {
    if (isForgeError(error, 'forbidden', 'not-found')) {
      return undefined;
    }
    throw error;
  }
}
