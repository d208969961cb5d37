import type { ForgeReply } from '../http/exchange';
import { Html, html } from './html';

/** Where the stylesheet is served. */
export const STYLE_PATH = '/-/forge.css';

/** Scripts are never allowed; forms go to the forge itself only. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A step of the way to the page, shown on top. */
export interface Crumb {
  title: string;
  /** Unset for the page itself. */
  href?: string;
}

/** A whole page. */
export function page(options: {
  title: string;
  crumbs?: readonly Crumb[];
  content: Html;
  status?: number;
  headers?: ForgeReply['headers'];
}): ForgeReply {
  const { title, crumbs = [], content, status = 200, headers } = options;
  const document = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Lab forge</title>
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <header>
          <nav aria-label="Place">
            <a href="/">Lab forge</a>${crumbs.map(crumbView)}
          </nav>
        </header>
        <main>${content}</main>
        <footer>The embedded lab's forge. It speaks Gitea's API.</footer>
      </body>
    </html>`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      ...headers,
    },
    body: document.markup,
  };
}

function crumbView({ title, href }: Crumb): Html {
  return html`<span aria-hidden="true"> / </span>${href
      ? html`<a href="${href}">${title}</a>`
      : html`<span>${title}</span>`}`;
}
