import { forRepository } from '../api/ApiContext';
import { repositoryPart } from '../api/repositoryPart';
import type { TreeEntry } from '../git/BareRepository';
import { ForgeReply, notFound } from '../http/exchange';
import type { Router } from '../http/Router';
import type { ForgeRepository } from '../repository/ForgeRepository';
import { Html, html } from './html';
import { page } from './layout';
import { PageContext, crumbsOf, pathOf, tabsView } from './PageContext';
import { textView } from './textView';

/** A revision in an address, and what follows it. */
interface Place {
  repository: ForgeRepository;
  /** `branch` or `commit`. */
  kind: string;
  ref: string;
  commit: string;
  path: string;
}

/** Directories and files at a branch or a commit. */
export function addFilePages(router: Router, context: PageContext): void {
  const show = forRepository(context, async ({ repository, params }) => {
    const { kind = 'branch', rest = repository.defaultBranch } = params;
    return filePage(await placeOf(repository, kind, rest), context);
  });
  router.on('GET', '/:owner/:repo', show);
  router.on('GET', '/:owner/:repo/', show);
  router.on('GET', '/:owner/:repo/src/:kind/*rest', show);

  router.on(
    'GET',
    '/:owner/:repo/raw/:kind/*rest',
    forRepository(context, async ({ repository, params }) => {
      const place = await placeOf(repository, params.kind, params.rest);
      const { entry } = await repositoryPart(
        repository,
        place.commit,
        place.path,
      );
      if (entry?.type !== 'blob') {
        throw notFound();
      }
      return {
        status: 200,
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Security-Policy': "default-src 'none'; sandbox",
        },
        body: await repository.git.readBlob(entry.sha),
      };
    }),
  );

  // Where links to edit a file lead on Gitea; here a file is only read.
  router.on(
    'GET',
    '/:owner/:repo/_edit/*rest',
    forRepository(context, async ({ repository, params }) => ({
      status: 302,
      headers: { Location: pathOf(repository, 'src/branch', params.rest) },
    })),
  );
}

/** Branch names hold slashes: the longest branch that fits is meant. */
async function placeOf(
  repository: ForgeRepository,
  kind: string,
  rest: string,
): Promise<Place> {
  const branches =
    kind === 'branch' ? [...(await repository.git.branches()).keys()] : [];
  const ref =
    kind === 'branch'
      ? branches
          .filter(name => `${rest}/`.startsWith(`${name}/`))
          .sort((a, b) => b.length - a.length)[0]
      : rest.split('/')[0];
  const commit = ref && (await repository.git.resolve(ref));
  if (!commit) {
    throw notFound();
  }
  return {
    repository,
    kind,
    ref,
    commit,
    path: rest.slice(ref.length + 1).replace(/\/$/, ''),
  };
}

async function filePage(
  place: Place,
  context: PageContext,
): Promise<ForgeReply> {
  const { repository, path, ref } = place;
  const { entry, children } = await repositoryPart(
    repository,
    place.commit,
    path,
  );
  const isFile = entry?.type === 'blob';
  const content = isFile
    ? await fileView(place, entry)
    : await directoryView(place, children);
  return page({
    title: path || `${repository.owner}/${repository.name}`,
    crumbs: crumbsOf(repository, ...(path ? [{ title: path }] : [])),
    content: html`${tabsView(repository, 'files')}
      <p class="bar">
        <span class="badge">${ref.slice(0, 60)}</span>
        ${pathView(place)}
        ${isFile &&
        html`<a
          class="end"
          href="${pathOf(repository, 'raw', place.kind, ref, path)}"
          >Raw</a
        >`}
      </p>
      ${content}
      ${!path &&
      html`<p class="quiet">
        Clone: <code>git clone ${context.links.page(repository)}.git</code>
      </p>`}`,
  });
}

function pathView(place: Place): Html {
  const segments = place.path.split('/').filter(Boolean);
  const root = html`<a href="${hrefOf(place, '')}"
    >${place.repository.name}</a
  >`;
  return html`<span
    >${root}${segments.map((segment, index) => {
      const href = hrefOf(place, segments.slice(0, index + 1).join('/'));
      return html` / <a href="${href}">${segment}</a>`;
    })}</span
  >`;
}

function hrefOf(place: Place, path: string): string {
  return pathOf(place.repository, 'src', place.kind, place.ref, path);
}

async function directoryView(
  place: Place,
  entries: readonly TreeEntry[],
): Promise<Html> {
  // Directories first, as everywhere; git itself sorts by bytes.
  const sorted = [
    ...entries.filter(({ type }) => type === 'tree'),
    ...entries.filter(({ type }) => type !== 'tree'),
  ];
  const readme = entries.find(({ path }) => /(^|\/)readme\.md$/i.test(path));
  const text =
    readme && (await place.repository.git.readBlob(readme.sha)).toString();
  return html`<ul class="card list">
      ${sorted.map(entry => {
        const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
        const isDirectory = entry.type === 'tree';
        return html`<li>
          <a href="${hrefOf(place, entry.path)}"
            >${name}${isDirectory && '/'}</a
          >
        </li>`;
      })}
      ${sorted.length === 0 && html`<li class="quiet">Nothing here yet.</li>`}
    </ul>
    ${text && html`<article class="card text">${textView(text)}</article>`}`;
}

async function fileView(place: Place, entry: TreeEntry): Promise<Html> {
  const bytes = await place.repository.git.readBlob(entry.sha);
  if (bytes.includes(0)) {
    return html`<p class="card text">
      A binary file of ${bytes.length} bytes.
    </p>`;
  }
  const lines = bytes.toString().replace(/\n$/, '').split('\n');
  return html`<div class="card scroll">
    <table class="code">
      <tbody>
        ${lines.map((line, index) => lineView(line, index + 1))}
      </tbody>
    </table>
  </div>`;
}

function lineView(line: string, number: number): Html {
  return html`<tr id="L${number}">
    <td class="number"><a href="#L${number}">${number}</a></td>
    <td class="text">${line}</td>
  </tr>`;
}
