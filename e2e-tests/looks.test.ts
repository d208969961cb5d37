import { expect, test, type Page } from '@playwright/test';
import { takeKubernetesAway } from './lab';

const PAGES = [
  { name: 'overview', path: '/', seen: 'What there is' },
  { name: 'catalog', path: '/catalog', seen: 'audiobookshelf' },
  { name: 'flux', path: '/flux/overview', seen: 'Where the lab comes from' },
  { name: 'flux-resources', path: '/flux/resources', seen: 'cert-manager' },
  {
    name: 'flux-resource',
    path: '/flux/resources/lab/HelmRelease/media/sonarr',
    seen: 'Conditions',
  },
  { name: 'flux-tree', path: '/flux/tree', seen: 'cluster-apps' },
  {
    name: 'app',
    path: '/catalog/default/component/sonarr',
    seen: 'Where it stands',
  },
  {
    name: 'app-kubernetes',
    path: '/catalog/default/component/sonarr/kubernetes',
    seen: 'Your Clusters',
  },
  {
    name: 'add-app',
    path: '/create/templates/default/add-app',
    seen: 'Namespace',
  },
  { name: 'presets', path: '/presets', seen: 'Audiobookshelf' },
  { name: 'talos', path: '/talos/overview', seen: 'Differences from Git' },
  { name: 'talos-machines', path: '/talos/machines', seen: 'worker-01' },
  { name: 'talos-etcd', path: '/talos/etcd', seen: 'cp-01' },
  { name: 'talos-upgrades', path: '/talos/upgrades', seen: 'What runs' },
  { name: 'talos-drift', path: '/talos/drift', seen: 'Nothing differs' },
  {
    name: 'talos-certificates',
    path: '/talos/certificates',
    seen: /roles os:reader/,
  },
  {
    name: 'machine',
    path: '/catalog/default/resource/cp-01',
    seen: 'Where it stands',
  },
  { name: 'changes', path: '/changes', seen: 'No change is on its way' },
];

const LOOKS = [
  { look: 'light', width: 1440, height: 900 },
  { look: 'dark', width: 1440, height: 900 },
  { look: 'light', width: 390, height: 844 },
  { look: 'dark', width: 390, height: 844 },
] as const;

/** Pages that show what Kubernetes says, and so must say when it is silent. */
const LIVE = PAGES.filter(({ name }) =>
  /^(overview|flux|flux-resources|flux-tree|flux-resource|app)$/.test(name),
);

/** Long enough for the portal to notice and for a look at some pages. */
const AWAY_SECONDS = 60;

/** How far the page can be scrolled sideways, in pixels. */
const sidewaysScroll = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );

/**
 * Goes to a page as a link of the portal does. Loading each anew would fetch all
 * modules of the development server every time.
 */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(address => {
    window.history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

for (const { look, width, height } of LOOKS) {
  test(`every page is whole in ${look} at ${width} px`, async ({
    browser,
  }, testInfo) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: look,
    });
    const page = await context.newPage();
    await page.addInitScript(
      theme => localStorage.setItem('theme', theme),
      look,
    );
    await page.goto('/');
    for (const { name, path, seen } of PAGES) {
      await goTo(page, path);
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

test('every live page says when its facts are old, in one line, and is whole', async ({
  browser,
}, testInfo) => {
  test.setTimeout(600_000);
  for (const { look, width, height } of [LOOKS[0], LOOKS[3]]) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: look,
    });
    const page = await context.newPage();
    await page.addInitScript(
      theme => localStorage.setItem('theme', theme),
      look,
    );
    for (const { name, path, seen } of LIVE) {
      const line = page
        .getByRole('status')
        .filter({ hasText: 'Cluster lab.' })
        .first();
      await expect(async () => {
        // Refused while it is away already; on a slow machine it may be back.
        await takeKubernetesAway(AWAY_SECONDS).catch(() => undefined);
        await page.goto(path);
        await expect(page.getByText(seen).first()).toBeVisible();
        await expect(line, name).toContainText(
          /Nothing new comes from it for \d+ kinds of objects \(since .*\)\. The facts below are kept from before\./,
        );
      }).toPass({ timeout: 90_000 });
      // In words: the address and the code of the failure are for who opens them.
      await expect(page.getByText('ECONNREFUSED')).toHaveCount(0);
      expect(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
      await testInfo.attach(`${name}-stale-${look}-${width}`, {
        body: await page.screenshot(),
        contentType: 'image/png',
      });
    }
    await context.close();
  }

  // The lab is as it was for the stories after this one.
  const page = await browser.newPage();
  await page.goto('/');
  await expect(
    page.getByText(
      /^All \d+ Kustomizations and HelmReleases are what Git says/,
    ),
  ).toBeVisible({ timeout: 120_000 });
  await page.close();
});
