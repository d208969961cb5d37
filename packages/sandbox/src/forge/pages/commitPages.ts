import { EMPTY_TREE } from '../git/BareRepository';
import { forRepository } from '../api/ApiContext';
import type { CommitInfo } from '../git/CommitInfo';
import { notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import type { ForgeRepository } from '../repository/ForgeRepository';
import { diffView } from './diffView';
import { Html, html } from './html';
import { page } from './layout';
import { PageContext, crumbsOf, pathOf, tabsView } from './PageContext';
import { textView } from './textView';
import { timeView } from './timeView';

const SHOWN = 50;

/** One commit with its diff, and the commits of a branch. */
export function addCommitPages(router: Router, context: PageContext): void {
  router.on(
    'GET',
    '/:owner/:repo/commit/:sha',
    forRepository(context, async ({ repository, params }) => {
      const sha = await repository.git.resolve(params.sha);
      if (!sha) {
        throw notFound();
      }
      const commit = await repository.git.commit(sha);
      const [subject, ...rest] = commit.message.split('\n');
      const diff = await repository.git.diff(
        commit.parents[0] ?? EMPTY_TREE,
        sha,
      );
      return page({
        title: subject,
        crumbs: crumbsOf(repository, { title: sha.slice(0, 10) }),
        content: html`${tabsView(repository, 'commits')}
          <h1>${subject}</h1>
          <p class="quiet">
            ${commit.author.name} ·
            ${timeView(commit.author.date, repository.nowMs())} ·
            <code>${sha}</code> ·
            <a href="${pathOf(repository, 'src/commit', sha)}">Browse files</a>
          </p>
          ${textView(rest.join('\n'))} ${diffView(diff)}`,
      });
    }),
  );

  router.on(
    'GET',
    '/:owner/:repo/commits/branch/*branch',
    forRepository(context, async ({ repository, params }) => {
      const sha = (await repository.git.branches()).get(params.branch);
      if (!sha) {
        throw notFound();
      }
      const commits = await repository.git.log(sha, { limit: SHOWN });
      return page({
        title: `Commits of ${params.branch}`,
        crumbs: crumbsOf(repository, { title: 'Commits' }),
        content: html`${tabsView(repository, 'commits')}
          <h1>Commits of <span class="badge">${params.branch}</span></h1>
          ${commitListView(commits, repository)}`,
      });
    }),
  );
}

/** Commits as a list of links. */
export function commitListView(
  commits: readonly CommitInfo[],
  repository: ForgeRepository,
): Html {
  return html`<ul class="card list">
    ${commits.map(
      commit => html`<li>
        <a href="${pathOf(repository, 'commit', commit.sha)}"
          >${commit.message.split('\n')[0]}</a
        >
        <span class="quiet end">
          ${commit.author.name} ·
          ${timeView(commit.author.date, repository.nowMs())} ·
          <code>${commit.sha.slice(0, 10)}</code>
        </span>
      </li>`,
    )}
  </ul>`;
}
