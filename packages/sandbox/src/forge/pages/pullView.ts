import { latestStatuses } from '../api/statusRoutes';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { PullRecord, StatusRecord } from '../repository/records';
import { commitListView } from './commitPages';
import { diffView } from './diffView';
import { Html, html } from './html';
import { pathOf, tabsView } from './PageContext';
import { textView } from './textView';
import { timeView } from './timeView';

/** Open, merged or closed, as a badge. */
export function stateBadge(pull: PullRecord): Html {
  const state = pull.merged ? 'merged' : pull.state;
  return html`<span class="state ${state}">${state}</span>`;
}

/** One pull request: what it wants, what it changes, and what can be done with it. */
export async function pullView(
  pull: PullRecord,
  repository: ForgeRepository,
  code: string,
): Promise<Html> {
  const { git } = repository;
  const commits = await git.log(`${pull.mergeBase}..${pull.headSha}`);
  const diff = await git.diff(pull.mergeBase, pull.headSha);
  const conflicts =
    pull.state === 'open' ? await repository.pulls.conflicts(pull) : [];
  const comments = repository.records.comments.filter(
    each => each.pull === pull.number,
  );
  const nowMs = repository.nowMs();
  return html`${tabsView(repository, 'pulls')}
    <h1>${pull.title} <span class="quiet">#${pull.number}</span></h1>
    <p>
      ${stateBadge(pull)} ${pull.author} wants to merge
      <span class="badge">${pull.head}</span> into
      <span class="badge">${pull.base}</span>
      <span class="quiet">${timeView(pull.createdAt, nowMs)}</span>
    </p>
    <article class="card text">
      ${pull.body.trim()
        ? textView(pull.body)
        : html`<p class="quiet">No description.</p>`}
    </article>
    ${comments.map(
      comment => html`<article class="card text" id="comment-${comment.id}">
        <p class="quiet">
          ${comment.author} · ${timeView(comment.createdAt, nowMs)}
        </p>
        ${textView(comment.body)}
      </article>`,
    )}
    ${checksView(latestStatuses(repository, pull.headSha))}
    ${decisionView(pull, repository, { code, conflicts })}
    <h2 id="commits">Commits</h2>
    ${commitListView(commits, repository)}
    <h2>Changes</h2>
    ${diffView(diff)}`;
}

function checksView(statuses: readonly StatusRecord[]): Html | undefined {
  if (statuses.length === 0) {
    return undefined;
  }
  return html`<h2>Checks</h2>
    <ul class="card list">
      ${statuses.map(
        status => html`<li>
          <span
            ><span class="check ${status.state}">${status.state}</span>
            ${status.context}</span
          >
          <span class="quiet end">
            ${/^https?:\/\//.test(status.targetUrl)
              ? html`<a href="${status.targetUrl}"
                  >${status.description || 'Details'}</a
                >`
              : status.description}
          </span>
        </li>`,
      )}
    </ul>`;
}

function decisionView(
  pull: PullRecord,
  repository: ForgeRepository,
  context: { code: string; conflicts: readonly string[] },
): Html {
  const { code, conflicts } = context;
  const action = (name: string) =>
    pathOf(repository, 'pulls', String(pull.number), name);
  const hidden = html`<input type="hidden" name="code" value="${code}" />`;
  if (pull.merged) {
    const { sha, by, at } = pull.merged;
    return html`<section class="card decision merged" role="status">
      Merged by ${by} ${timeView(at, repository.nowMs())} as
      <a href="${pathOf(repository, 'commit', sha)}"
        ><code>${sha.slice(0, 10)}</code></a
      >.
    </section>`;
  }
  if (pull.state === 'closed') {
    return html`<section class="card decision" role="status">
      <p>Closed without being merged.</p>
      <form method="post" action="${action('reopen')}">
        ${hidden}<button type="submit">Open again</button>
      </form>
    </section>`;
  }
  const close = html`<form method="post" action="${action('close')}">
    ${hidden}<button type="submit">Close without merging</button>
  </form>`;
  if (conflicts.length > 0) {
    return html`<section class="card decision conflict" role="status">
      <p>
        <strong>This cannot be merged:</strong> ${pull.base} changed the same
        lines meanwhile, in
        ${conflicts.map(
          (file, index) => html`${index > 0 && ', '}<code>${file}</code>`,
        )}.
        Bring ${pull.head} up to date first.
      </p>
      ${close}
    </section>`;
  }
  return html`<section class="card decision open">
    <form method="post" action="${action('merge')}">
      ${hidden}
      <input type="hidden" name="head" value="${pull.headSha}" />
      <label>
        How
        <select name="style">
          <option value="merge">Merge commit</option>
          <option value="squash">Squash into one commit</option>
          <option value="rebase">Rebase</option>
        </select>
      </label>
      <label
        ><input type="checkbox" name="delete" checked /> Delete the branch after
        it</label
      >
      <button class="primary" type="submit">Merge pull request</button>
    </form>
    ${close}
  </section>`;
}
