import type { Browser, Page } from 'playwright-core';

/** Where the development server of the app tells its pages that a source has changed. */
const NEWS_OF_SOURCES = '/ws';

/**
 * Opens a page that stays as it was loaded. `npm start` bundles the app anew whenever
 * a source changes and reloads its pages, and with them goes what was filled in: a
 * test would fail because somebody saved a file.
 */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  // A socket that opens and says nothing.
  await page.routeWebSocket(
    url => url.pathname === NEWS_OF_SOURCES,
    () => undefined,
  );
  return page;
}
