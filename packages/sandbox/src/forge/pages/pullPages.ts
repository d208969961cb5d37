import { combinedState, latestStatuses } from '../api/statusRoutes';
import type { MergeStyle } from '../git/mergeCommits';
import { ForgeReply, HttpError, notFound } from '../http/exchange';
import { forRepository } from '../api/ApiContext';
import type { RepositoryRequest } from '../api/ApiContext';
import type { Router } from '../http/Router';
import { BranchMoved } from '../repository/BranchMoved';
import type { ForgeRepository } from '../repository/ForgeRepository';
import { PullError } from '../repository/PullError';
import type { PullRecord } from '../repository/records';
import { Html, html } from './html';
import { page } from './layout';
import { PageContext, crumbsOf, pathOf, tabsView } from './PageContext';
import { pullView, stateBadge } from './pullView';
import { timeView } from './timeView';

const STYLES: readonly string[] = ['merge', 'squash', 'rebase'];

const EXPLANATIONS: Record<PullError['code'], (subject: string) => string> = {
  'branch-missing': branch => `The branch ${branch} does not exist any more.`,
  exists: number =>
    `Pull request ${number} is already open for these branches.`,
  merged: number => `Pull request ${number} is merged already.`,
  closed: number =>
    `Pull request ${number} is closed; open it again to merge it.`,
  'head-moved': () =>
    'Somebody added commits while you were reading. Open the pull request again and look at them before merging.',
  conflict: files => `Both branches changed the same lines: ${files}.`,
};

/** Pull requests: the list, and one to read, merge, close or open again. */
export function addPullPages(router: Router, context: PageContext): void {
  router.on(
    'GET',
    '/:owner/:repo/pulls',
    forRepository(context, async ({ repository, query }) =>
      listPage(repository, query.get('state') === 'closed' ? 'closed' : 'open'),
    ),
  );

  router.on(
    'GET',
    '/:owner/:repo/pulls/:number',
    forRepository(context, async request => {
      const { repository, params } = request;
      const pull = requirePull(
        repository,
        params.number.replace(/\.(diff|patch)$/, ''),
      );
      return /\.(diff|patch)$/.test(params.number)
        ? {
            status: 200,
            headers: { 'Content-Type': 'text/plain; charset=utf-8' },
            body: await repository.git.diff(pull.mergeBase, pull.headSha),
          }
        : pullPage(request, pull, context);
    }),
  );

  for (const part of ['files', 'commits']) {
    router.on(
      'GET',
      `/:owner/:repo/pulls/:number/${part}`,
      forRepository(context, async ({ repository, params }) => ({
        status: 302,
        headers: {
          Location: `${pathOf(repository, 'pulls', params.number)}#${part}`,
        },
      })),
    );
  }

  addForms(router, context);
}

function addForms(router: Router, context: PageContext): void {
  const form = (
    name: string,
    act: (
      repository: ForgeRepository,
      pull: PullRecord,
      fields: URLSearchParams,
    ) => Promise<void>,
  ) =>
    router.on(
      'POST',
      `/:owner/:repo/pulls/:number/${name}`,
      forRepository(context, async request => {
        const { repository, params } = request;
        const pull = requirePull(repository, params.number);
        const fields = await context.guard.accept(request);
        await explaining(() =>
          repository.write(() => act(repository, pull, fields)),
        );
        return {
          status: 303,
          headers: { Location: pathOf(repository, 'pulls', params.number) },
        };
      }),
    );

  form('merge', async (repository, pull, fields) => {
    const style = fields.get('style') ?? 'merge';
    if (!STYLES.includes(style)) {
      throw new HttpError(400, `There is no way of merging called ${style}.`);
    }
    await repository.pulls.merge(pull, {
      style: style as MergeStyle,
      by: context.user,
      headSha: fields.get('head') ?? undefined,
      deleteBranch: fields.get('delete') === 'on',
    });
  });
  form('close', (repository, pull) =>
    repository.pulls.edit(pull, { state: 'closed' }),
  );
  form('reopen', (repository, pull) =>
    repository.pulls.edit(pull, { state: 'open' }),
  );
}

async function explaining(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (error instanceof PullError) {
      throw new HttpError(409, EXPLANATIONS[error.code](error.subject));
    }
    if (error instanceof BranchMoved) {
      throw new HttpError(
        409,
        `${error.message}. Open the pull request again and look at it once more.`,
      );
    }
    throw error;
  }
}

function requirePull(repository: ForgeRepository, number: string): PullRecord {
  const pull = /^\d+$/.test(number) && repository.pulls.find(Number(number));
  if (!pull) {
    throw notFound();
  }
  return pull;
}

async function pullPage(
  request: RepositoryRequest,
  pull: PullRecord,
  context: PageContext,
): Promise<ForgeReply> {
  const { repository } = request;
  const { code, headers } = context.guard.issue(request);
  return page({
    title: `${pull.title} (#${pull.number})`,
    crumbs: crumbsOf(
      repository,
      { title: 'Pull requests', href: pathOf(repository, 'pulls') },
      { title: `#${pull.number}` },
    ),
    headers,
    content: await pullView(pull, repository, code),
  });
}

function listPage(
  repository: ForgeRepository,
  state: 'open' | 'closed',
): ForgeReply {
  const pulls = repository.pulls.list({ state });
  const filter = (value: 'open' | 'closed', title: string) => {
    const href = `${pathOf(repository, 'pulls')}?state=${value}`;
    const count = repository.pulls.list({ state: value }).length;
    return value === state
      ? html`<a href="${href}" aria-current="true">${title} (${count})</a>`
      : html`<a href="${href}">${title} (${count})</a>`;
  };
  return page({
    title: 'Pull requests',
    crumbs: crumbsOf(repository, { title: 'Pull requests' }),
    content: html`${tabsView(repository, 'pulls')}
      <h1>Pull requests</h1>
      <p class="bar">${filter('open', 'Open')} ${filter('closed', 'Closed')}</p>
      <ul class="card list">
        ${pulls.map(pull => rowView(pull, repository))}
        ${pulls.length === 0 &&
        html`<li class="quiet">No ${state} pull requests.</li>`}
      </ul>`,
  });
}

function rowView(pull: PullRecord, repository: ForgeRepository): Html {
  const checks = combinedState(latestStatuses(repository, pull.headSha));
  return html`<li>
    <span>
      ${stateBadge(pull)}
      <a href="${pathOf(repository, 'pulls', String(pull.number))}"
        >${pull.title}</a
      >
      ${checks && html`<span class="check ${checks}">${checks}</span>`}
    </span>
    <span class="quiet end">
      #${pull.number} · ${pull.author} ·
      ${timeView(pull.createdAt, repository.nowMs())} · ${pull.head} →
      ${pull.base}
    </span>
  </li>`;
}
