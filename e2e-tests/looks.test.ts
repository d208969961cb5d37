import { expect, test, type Page } from '@playwright/test';

const PAGES = [
  { name: 'overview', path: '/', seen: 'What there is' },
  { name: 'flux', path: '/flux/overview', seen: 'Where the lab comes from' },
  { name: 'flux-resources', path: '/flux/resources', seen: 'cluster-apps' },
  {
    name: 'flux-resource',
    path: '/flux/resources/lab/HelmRelease/media/sonarr',
    seen: 'Conditions',
  },
  {
    name: 'app',
    path: '/catalog/default/component/sonarr',
    seen: 'Where it stands',
  },
  {
    name: 'add-app',
    path: '/create/templates/default/add-app',
    seen: 'Namespace',
  },
];

const LOOKS = [
  { look: 'light', width: 1440, height: 900 },
  { look: 'dark', width: 1440, height: 900 },
  { look: 'light', width: 390, height: 844 },
  { look: 'dark', width: 390, height: 844 },
] as const;

/** How far the page can be scrolled sideways, in pixels. */
const sidewaysScroll = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );

for (const { look, width, height } of LOOKS) {
  test(`every page is whole in ${look} at ${width} px`, async ({
    browser,
  }, testInfo) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: look,
    });
    const page = await context.newPage();
    await page.addInitScript(
      theme => localStorage.setItem('theme', theme),
      look,
    );
    for (const { name, path, seen } of PAGES) {
      await page.goto(path);
      await expect(page.getByText(seen).first()).toBeVisible();
      expect(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
      await testInfo.attach(`${name}-${look}-${width}`, {
        body: await page.screenshot(),
        contentType: 'image/png',
      });
    }
    await context.close();
  });
}
