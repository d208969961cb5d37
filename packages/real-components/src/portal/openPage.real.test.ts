import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { waitFor } from '../process/waitFor';
import { launchBrowser } from './launchBrowser';
import { openPage } from './openPage';

/** Listens as the page of a development server does, and as the portal does for its signals. */
const PAGE = `<script>
  for (const path of ['/ws', '/api/signals']) {
    new WebSocket('ws://' + location.host + path);
  }
</script>`;

describe('a page of the portal', () => {
  let browser: Browser;
  let server: Server;
  const asked: (string | undefined)[] = [];

  beforeAll(async () => {
    server = createServer((_, response) =>
      response.setHeader('Content-Type', 'text/html').end(PAGE),
    );
    server.on('upgrade', ({ url }, socket) => {
      asked.push(url);
      socket.destroy();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise(resolve => server.close(resolve));
  });

  it('is told of changes in clusters, and not of changes in sources', async () => {
    const { port } = server.address() as AddressInfo;
    const page = await openPage(browser);
    await page.goto(`http://127.0.0.1:${port}/`);
    await waitFor('the signals to be asked for', () =>
      asked.includes('/api/signals'),
    );
    expect(asked).not.toContain('/ws');
  });
});
