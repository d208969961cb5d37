import type { ForgeReply } from '../http/exchange';
import { html } from './html';
import { page } from './layout';

/** An error as a page. */
export function errorPage(status: number, message: string): ForgeReply {
  return page({
    title: `Error ${status}`,
    status,
    content: html`<h1>${status === 404 ? 'Not here' : `Error ${status}`}</h1>
      <p>${message}</p>
      <p><a href="/">All repositories</a></p>`,
  });
}
