import type { Links } from '../api/Links';
import { Router } from '../http/Router';
import type { Repositories } from '../repository/Repositories';
import { addCommitPages } from './commitPages';
import { addFilePages } from './filePages';
import { FormGuard } from './FormGuard';
import { html } from './html';
import { STYLE_PATH, page } from './layout';
import { pathOf } from './PageContext';
import { addPullPages } from './pullPages';
import { STYLE } from './style';

/** The pages, at Gitea's addresses. `user` merges and closes in their name. */
export function createPageRouter(options: {
  repositories: Repositories;
  links: Links;
  user: string;
}): Router {
  const { repositories } = options;
  const context = { ...options, guard: new FormGuard() };
  const router = new Router();

  router.on('GET', STYLE_PATH, async () => ({
    status: 200,
    headers: {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'max-age=300',
    },
    body: STYLE,
  }));

  router.on('GET', '/', async () =>
    page({
      title: 'Repositories',
      content: html`<h1>Repositories</h1>
        <ul class="card list">
          ${repositories.all().map(
            repository => html`<li>
              <a href="${pathOf(repository)}"
                >${repository.owner}/${repository.name}</a
              >
              <span class="quiet end">
                ${repository.pulls.list({ state: 'open' }).length} open pull
                requests
              </span>
            </li>`,
          )}
        </ul>`,
    }),
  );

  addPullPages(router, context);
  addCommitPages(router, context);
  addFilePages(router, context);
  return router;
}
