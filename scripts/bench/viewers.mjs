import { createRequire } from 'node:module';
import { say as setMessage } from './fluxObjects.mjs';

const { chromium } = createRequire(import.meta.url)('@playwright/test');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a browser at the given executable; undefined means Playwright's own. */
export function openBrowser(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Opens so many pages at the address, lets them settle until `text` is seen on
 * each, and counts what the portal asked of the Kubernetes API in the window.
 *
 * @param context - a browser's context that is signed in
 */
export async function requestsOfViewers({
  context,
  api,
  user,
  url,
  text,
  viewers,
  windowMs,
}) {
  const pages = [];
  try {
    while (pages.length < viewers) {
      const page = await context.newPage();
      pages.push(page);
      await page.goto(url);
      await page.getByText(text).first().waitFor({ timeout: 120_000 });
    }
    await api.takeRequests(user);
    await new Promise(resolve => setTimeout(resolve, windowMs));
    return await api.takeRequests(user);
  } finally {
    await Promise.all(pages.map(page => page.close()));
  }
}

/**
 * Changes an object so many times and measures, each time, until its row on the
 * page says so: milliseconds from sending the change.
 */
export async function changesToPixel({ context, api, url, name, changes }) {
  const page = await context.newPage();
  const samples = [];
  try {
    await page.goto(url);
    await page
      .getByText(name, { exact: true })
      .first()
      .waitFor({ timeout: 120_000 });
    for (let i = 0; i < changes; i += 1) {
      const message = `bench message ${i} of ${changes}`;
      const seen = page.waitForFunction(
        wanted => document.body.innerText.includes(wanted),
        message,
        { polling: 'raf', timeout: 30_000 },
      );
      const sentAt = performance.now();
      await setMessage(api, name, message);
      await seen;
      samples.push(performance.now() - sentAt);
    }
  } finally {
    await page.close();
  }
  return samples;
}
