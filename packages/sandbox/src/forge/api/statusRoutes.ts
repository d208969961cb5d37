import { HttpError, json, notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import type { ForgeRepository } from '../repository/ForgeRepository';
import {
  STATUS_STATES,
  StatusRecord,
  StatusState,
} from '../repository/records';
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
import { commentView, repositoryView, statusView } from './represent';

/** Checks of commits and comments on pull requests. */
export function addStatusRoutes(router: Router, context: ApiContext): void {
  addStatuses(router, context);
  addComments(router, context);
}

/** The last word of every check on a commit, by context. */
export function latestStatuses(
  repository: ForgeRepository,
  sha: string,
): StatusRecord[] {
  const latest = new Map<string, StatusRecord>();
  for (const status of repository.records.statuses) {
    if (status.sha === sha) {
      latest.set(status.context, status);
    }
  }
  return [...latest.values()].sort((a, b) =>
    a.context.localeCompare(b.context),
  );
}

/** The worst of the states; undefined when there is no check. */
export function combinedState(
  statuses: readonly StatusRecord[],
): StatusState | undefined {
  return STATUS_STATES.find(state =>
    statuses.some(status => status.state === state),
  );
}

function addStatuses(router: Router, context: ApiContext): void {
  const { links } = context;

  router.on(
    'POST',
    `${REPOSITORY_PATH}/statuses/:sha`,
    forWriting(context, async ({ repository, params, user }, body) => {
      const sha = await requireCommit(repository, params.sha);
      const state = requiredField(body, 'state') as StatusState;
      if (!STATUS_STATES.includes(state)) {
        throw new HttpError(
          422,
          `[State]: ${state} is none of ${STATUS_STATES.join(', ')}`,
        );
      }
      const status: StatusRecord = {
        id: repository.records.nextId++,
        sha,
        state,
        context: textField(body, 'context') || 'default',
        description: textField(body, 'description') ?? '',
        targetUrl: textField(body, 'target_url') ?? '',
        creator: user.name,
        createdAt: repository.now(),
      };
      repository.records.statuses.push(status);
      return json(201, statusView(status, repository, links));
    }),
  );

  const list = forRepository(context, async request => {
    const { repository, params } = request;
    const sha = await requireCommit(repository, params.ref);
    const statuses = repository.records.statuses
      .filter(status => status.sha === sha)
      .reverse();
    const { limit, skip } = pageOf(request);
    return listReply(
      statuses
        .slice(skip, skip + limit)
        .map(status => statusView(status, repository, links)),
      statuses.length,
    );
  });
  router.on('GET', `${REPOSITORY_PATH}/statuses/*ref`, list);
  router.on('GET', `${REPOSITORY_PATH}/commits/*ref/statuses`, list);

  router.on(
    'GET',
    `${REPOSITORY_PATH}/commits/*ref/status`,
    forRepository(context, async ({ repository, params }) => {
      const sha = await requireCommit(repository, params.ref);
      const statuses = latestStatuses(repository, sha);
      return json(200, {
        state: combinedState(statuses) ?? '',
        sha,
        total_count: statuses.length,
        statuses: statuses.map(status => statusView(status, repository, links)),
        repository: repositoryView(repository, links),
        commit_url: links.api(repository, 'commits', sha),
        url: links.api(repository, 'commits', sha, 'status'),
      });
    }),
  );
}

function addComments(router: Router, context: ApiContext): void {
  const { links } = context;
  const path = `${REPOSITORY_PATH}/issues/:number/comments`;

  router.on(
    'GET',
    path,
    forRepository(context, async ({ repository, params }) => {
      const number = requireNumber(repository, params.number);
      const comments = repository.records.comments.filter(
        comment => comment.pull === number,
      );
      return listReply(
        comments.map(comment => commentView(comment, repository, links)),
        comments.length,
      );
    }),
  );

  router.on(
    'POST',
    path,
    forWriting(context, async ({ repository, params, user }, body) => {
      const comment = {
        id: repository.records.nextId++,
        pull: requireNumber(repository, params.number),
        author: user.name,
        body: requiredField(body, 'body'),
        createdAt: repository.now(),
      };
      repository.records.comments.push(comment);
      return json(201, commentView(comment, repository, links));
    }),
  );
}

function requireNumber(repository: ForgeRepository, text: string): number {
  const pull = repository.pulls.find(Number(text));
  if (!pull) {
    throw notFound();
  }
  return pull.number;
}
