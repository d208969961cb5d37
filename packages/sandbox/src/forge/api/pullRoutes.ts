import type { MergeStyle } from '../git/mergeCommits';
import { HttpError, json, notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import type { ForgeRepository } from '../repository/ForgeRepository';
import { PullError } from '../repository/PullError';
import type { PullRecord } from '../repository/records';
import {
  ApiContext,
  forRepository,
  forWriting,
  requiredField,
  textField,
} from './ApiContext';
import { listReply, pageOf } from './page';
import { pullFiles, pullView } from './pullView';
import { REPOSITORY_PATH } from './repositoryPath';
import { commitView } from './represent';

const PULL_PATH = `${REPOSITORY_PATH}/pulls/:number`;

const STYLES: readonly string[] = [
  'merge',
  'squash',
  'rebase',
  'fast-forward-only',
];

/** Pull requests: list, read, open, edit, merge. */
export function addPullRoutes(router: Router, context: ApiContext): void {
  addListing(router, context);
  addReading(router, context);
  addWriting(router, context);
  addFinding(router, context);
}

function addListing(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'GET',
    `${REPOSITORY_PATH}/pulls`,
    forRepository(context, async request => {
      const { repository, query } = request;
      const state = query.get('state') ?? 'open';
      const pulls = repository.pulls
        .list({ state: state === 'closed' || state === 'all' ? state : 'open' })
        .filter(pull => matches(pull.base, query.get('base_branch')))
        .filter(pull => matches(pull.author, query.get('poster')));
      const { limit, skip } = pageOf(request);
      const views = pulls
        .slice(skip, skip + limit)
        .map(pull => pullView(pull, repository, links));
      return listReply(await Promise.all(views), pulls.length);
    }),
  );
}

/** Gitea's way of asking for the request from one branch to another; comes last. */
function addFinding(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'GET',
    `${REPOSITORY_PATH}/pulls/:base/*head`,
    forRepository(context, async ({ repository, params }) => {
      const head = params.head.slice(params.head.indexOf(':') + 1);
      const pull = repository.pulls
        .list({ state: 'all' })
        .find(each => each.head === head && each.base === params.base);
      if (!pull) {
        throw notFound();
      }
      return json(200, await pullView(pull, repository, links));
    }),
  );
}

function matches(value: string, wanted: string | null): boolean {
  return !wanted || value === wanted;
}

function addReading(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'GET',
    PULL_PATH,
    forRepository(context, async ({ repository, params }) => {
      const isDiff =
        params.number.endsWith('.diff') || params.number.endsWith('.patch');
      const pull = requirePull(repository, params.number.replace(/\.\w+$/, ''));
      return isDiff
        ? {
            status: 200,
            headers: { 'Content-Type': 'text/plain; charset=utf-8' },
            body: await repository.git.diff(pull.mergeBase, pull.headSha),
          }
        : json(200, await pullView(pull, repository, links));
    }),
  );

  router.on(
    'GET',
    `${PULL_PATH}/files`,
    forRepository(context, async request => {
      const { repository, params } = request;
      const pull = requirePull(repository, params.number);
      const files = await pullFiles(pull, repository);
      const { limit, skip } = pageOf(request);
      return listReply(
        files.slice(skip, skip + limit).map(({ previous, ...file }) => ({
          ...file,
          ...(previous ? { previous_filename: previous } : {}),
          changes: file.additions + file.deletions,
          html_url: links.page(
            repository,
            'src/commit',
            pull.headSha,
            file.filename,
          ),
          contents_url: `${links.api(
            repository,
            'contents',
            file.filename,
          )}?ref=${pull.headSha}`,
          raw_url: links.page(
            repository,
            'raw/commit',
            pull.headSha,
            file.filename,
          ),
        })),
        files.length,
      );
    }),
  );

  router.on(
    'GET',
    `${PULL_PATH}/commits`,
    forRepository(context, async request => {
      const { repository, params } = request;
      const pull = requirePull(repository, params.number);
      const range = `${pull.mergeBase}..${pull.headSha}`;
      const commits = await repository.git.log(range, pageOf(request));
      return listReply(
        commits.map(commit => commitView(commit, repository, links)),
        await repository.git.count(range),
      );
    }),
  );

  router.on(
    'GET',
    `${PULL_PATH}/merge`,
    forRepository(context, async ({ repository, params }) => {
      if (!requirePull(repository, params.number).merged) {
        throw notFound();
      }
      return { status: 204 };
    }),
  );
}

function addWriting(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'POST',
    `${REPOSITORY_PATH}/pulls`,
    forWriting(context, async ({ repository, user }, body) => {
      const head = requiredField(body, 'head').replace(/^[^:]*:/, '');
      const base = requiredField(body, 'base');
      if (head === base) {
        throw new HttpError(
          422,
          'Invalid PullRequest: There are no changes between the head and the base',
        );
      }
      const pull = await answering(() =>
        repository.pulls.create({
          title: requiredField(body, 'title'),
          body: textField(body, 'body') ?? '',
          author: user.name,
          head,
          base,
        }),
      );
      return json(201, await pullView(pull, repository, links));
    }),
  );

  router.on(
    'PATCH',
    PULL_PATH,
    forWriting(context, async ({ repository, params }, body) => {
      const pull = requirePull(repository, params.number);
      const state = textField(body, 'state');
      if (state !== undefined && state !== 'open' && state !== 'closed') {
        throw new HttpError(
          422,
          `[State]: ${state} is neither open nor closed`,
        );
      }
      await answering(() =>
        repository.pulls.edit(pull, {
          title: textField(body, 'title')?.trim() || undefined,
          body: textField(body, 'body'),
          state,
        }),
      );
      // Gitea answers an edit as if something had been made.
      return json(201, await pullView(pull, repository, links));
    }),
  );

  router.on(
    'POST',
    `${PULL_PATH}/merge`,
    forWriting(context, async ({ repository, params, user }, body) => {
      const pull = requirePull(repository, params.number);
      const style = textField(body, 'Do') || textField(body, 'do') || 'merge';
      if (!STYLES.includes(style)) {
        throw new HttpError(
          405,
          `${style} is not an allowed merge style for this repository`,
        );
      }
      await answering(() =>
        repository.pulls.merge(pull, {
          style: style as MergeStyle,
          by: user.name,
          title:
            textField(body, 'MergeTitleField') ??
            textField(body, 'merge_title_field'),
          message:
            textField(body, 'MergeMessageField') ??
            textField(body, 'merge_message_field'),
          headSha: textField(body, 'head_commit_id'),
          deleteBranch: body.delete_branch_after_merge === true,
        }),
      );
      return { status: 200 };
    }),
  );
}

function requirePull(repository: ForgeRepository, number: string): PullRecord {
  const pull = /^\d+$/.test(number) && repository.pulls.find(Number(number));
  if (!pull) {
    throw notFound();
  }
  return pull;
}

/** Says a refusal with Gitea's status codes. */
async function answering<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof PullError) {
      throw answerOf(error);
    }
    throw error;
  }
}

function answerOf(error: PullError): HttpError {
  switch (error.code) {
    case 'branch-missing':
    case 'closed':
      return notFound();
    case 'exists':
      return new HttpError(
        409,
        `pull request already exists for these targets [issue_id: ${error.subject}]`,
      );
    case 'merged':
      return new HttpError(405, '');
    case 'conflict':
      return new HttpError(405, 'Please try again later');
    case 'head-moved':
      return new HttpError(409, 'head out of date');
    default:
      return new HttpError(500, error.message);
  }
}
