import type { Links } from '../api/Links';
import type { Repositories } from '../repository/Repositories';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { FormGuard } from './FormGuard';
import { Html, html } from './html';
import type { Crumb } from './layout';

/** What every page needs. */
export interface PageContext {
  repositories: Repositories;
  links: Links;
  guard: FormGuard;
  /** In whose name the pages merge and close. */
  user: string;
}

/** The path of a page of the repository; each part escaped but for its slashes. */
export function pathOf(
  repository: ForgeRepository,
  ...parts: string[]
): string {
  const segments = [repository.owner, repository.name, ...parts];
  return `/${segments
    .filter(Boolean)
    .map(part => part.split('/').map(encodeURIComponent).join('/'))
    .join('/')}`;
}

/** The way to a page of the repository. */
export function crumbsOf(
  repository: ForgeRepository,
  ...more: Crumb[]
): Crumb[] {
  return [
    {
      title: `${repository.owner}/${repository.name}`,
      href: pathOf(repository),
    },
    ...more,
  ];
}

/** Files, commits, pull requests: where one can go from any of its pages. */
export function tabsView(
  repository: ForgeRepository,
  current: 'files' | 'commits' | 'pulls',
): Html {
  const open = repository.pulls.list({ state: 'open' }).length;
  const tabs = [
    { id: 'files', title: 'Files', href: pathOf(repository) },
    {
      id: 'commits',
      title: 'Commits',
      href: pathOf(repository, 'commits/branch', repository.defaultBranch),
    },
    {
      id: 'pulls',
      title: `Pull requests (${open})`,
      href: pathOf(repository, 'pulls'),
    },
  ];
  return html`<nav class="tabs" aria-label="Repository">
    ${tabs.map(({ id, title, href }) =>
      id === current
        ? html`<a href="${href}" aria-current="page">${title}</a>`
        : html`<a href="${href}">${title}</a>`,
    )}
  </nav>`;
}
