import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { askKubernetes, startScenario } from './lab';

/** One thing that can happen to the machines, and the pages that say so. */
interface Story {
  readonly scenario: string;
  readonly pages: ReadonlyArray<readonly [path: string, says: RegExp]>;
}

const STORIES: readonly Story[] = [
  {
    scenario: 'node-lost',
    pages: [
      ['/talos/machines', /was Running when last seen/],
      ['/talos/machines/lab/192.168.42.21', /does not answer/],
      ['/talos/upgrades', /Not so: worker-01\./],
    ],
  },
  {
    scenario: 'control-plane-lost',
    pages: [
      ['/talos/etcd', /none more may be lost/],
      ['/talos/overview', /2 of 3 etcd members answer/],
    ],
  },
  {
    scenario: 'quorum-lost',
    pages: [
      ['/talos/etcd', /etcd has no quorum/],
      ['/talos/overview', /etcd has no quorum/],
    ],
  },
  {
    scenario: 'etcd-nospace',
    pages: [
      ['/talos/etcd', /NOSPACE/],
      ['/talos/upgrades', /NOSPACE on cp-02\. Clear it first\./],
    ],
  },
  {
    scenario: 'clock-off',
    pages: [['/talos/overview', /time is not synced/]],
  },
  {
    scenario: 'disk-full',
    pages: [['/talos/overview', /EPHEMERAL/]],
  },
  {
    scenario: 'disk-gone',
    pages: [['/talos/overview', /u-ceph/]],
  },
  {
    scenario: 'link-lost',
    pages: [
      ['/talos/overview', /eth0 of worker-02 runs at 100 Mbit\/s, half duplex/],
      ['/talos/machines/lab/192.168.42.21', /Link eth1 of worker-01 is down/],
    ],
  },
  {
    scenario: 'extension-lost',
    // The row itself: the sentence that nothing differs names schematics, too.
    pages: [['/talos/drift', /^schematic$/]],
  },
  {
    scenario: 'upgrade-rolled-back',
    pages: [
      ['/talos/drift', /v1\.13\.8/],
      ['/talos/upgrades', /went back to the version before/],
    ],
  },
  {
    scenario: 'config-edited',
    pages: [['/talos/drift', /WatchdogTimerConfig/]],
  },
  {
    scenario: 'single-node',
    pages: [
      ['/talos/upgrades', /There is one member only/],
      ['/talos/etcd', /1 of 1 etcd members answer/],
    ],
  },
];

/** The portal asks for the fill of volumes once a minute, which is the slowest. */
const SOON = { timeout: 120_000 };

const WHOLE = /^All 5 machines run/;

/** Goes to a page as a link of the portal does, without loading all modules anew. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(address => {
    window.history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Styles of the development server come a moment after what they are for. */
const expectWhole = (page: Page, what: string) =>
  expect
    .poll(
      () =>
        page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        ),
      { message: `${what} scrolls sideways` },
    )
    .toBe(0);

/** For a person to look at. */
async function keep(page: Page, testInfo: TestInfo, name: string) {
  const file = testInfo.outputPath(`${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await testInfo.attach(name, { path: file, contentType: 'image/png' });
}

/** The lab is as it was for the stories after this one. */
async function makeWhole(page: Page): Promise<void> {
  await startScenario('healthy');
  await goTo(page, '/talos/overview');
  await expect(page.getByRole('heading', { name: WHOLE })).toBeVisible({
    timeout: 120_000,
  });
}

const LOOKS = [
  { look: 'light', width: 1440 },
  { look: 'dark', width: 390 },
] as const;

for (const { look, width } of LOOKS) {
  test(`whatever happens to machines is told, in ${look} at ${width} px`, async ({
    browser,
  }, testInfo) => {
    test.setTimeout(900_000);
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: look,
    });
    const page = await context.newPage();
    await page.addInitScript(
      theme => localStorage.setItem('theme', theme),
      look,
    );
    await page.goto('/talos/overview');
    await expect(page.getByRole('heading', { name: WHOLE })).toBeVisible(SOON);
    for (const { scenario, pages } of STORIES) {
      await startScenario(scenario);
      for (const [path, says] of pages) {
        const name = `${scenario}${path.replace(/[/.]/g, '-')}`;
        await goTo(page, path);
        await expect(page.getByText(says).first(), name).toBeVisible(SOON);
        await expectWhole(page, name);
        await keep(page, testInfo, `${name}-${look}-${width}`);
      }
    }
    await makeWhole(page);
    await context.close();
  });
}

test('a certificate near its end is told, and a rotated one is taken at once', async ({
  page,
}, testInfo) => {
  await page.goto('/talos/certificates');
  const own = page
    .getByRole('table', { name: 'Certificates' })
    .getByRole('row', { name: /os:reader/ });
  await expect(own).toContainText(/36\d days/);
  await startScenario('certificate-near-end');
  await expect(own).toContainText(/[45] days/, SOON);
  await keep(page, testInfo, 'certificate-near-end');
  await goTo(page, '/talos/machines');
  // One that the stories took the power from three times is told to restart in a loop.
  await expect(page.getByRole('row', { name: /Running|Degraded/ })).toHaveCount(
    5,
  );
  await startScenario('healthy');
  await goTo(page, '/talos/certificates');
  await expect(own).toContainText(/36\d days/, SOON);
});

test('a difference leads to its line in Git and to the runbook that mends it', async ({
  page,
}) => {
  await startScenario('config-edited');
  await page.goto('/talos/drift');
  const row = page.getByRole('row', { name: /rmem_max/ });
  await expect(row).toContainText('7500000', SOON);
  await expect(row).toContainText('212992');
  await expect(
    row.getByRole('link', { name: /40-sysctls\.yaml:\d+/ }),
  ).toHaveAttribute('href', /40-sysctls\.yaml/);
  await row.getByRole('link', { name: 'Runbook' }).click();
  await expect(
    page.getByRole('heading', { name: 'Apply a machine configuration' }),
  ).toBeVisible();
  await startScenario('healthy');
});

const UPGRADE = '/apis/tuppr.home-operations.com/v1alpha1/talosupgrades/talos';
const wish = (version: string) =>
  askKubernetes('PATCH', UPGRADE, { spec: { talos: { version } } });

test.describe('an upgrade', () => {
  test('is planned step by step, and asked for by a form that is filled in', async ({
    page,
  }, testInfo) => {
    await page.goto('/talos/upgrades');
    const steps = page.getByRole('list', { name: 'Steps' });
    await expect(steps).toContainText('Talos v1.13.9 → v1.14.0');
    const kubernetes = page.getByRole('combobox', { name: 'Kubernetes' });
    await kubernetes.fill('v1.37.0');
    await kubernetes.press('Escape');
    await expect(steps.locator('> li')).toHaveCount(2);
    await expect(steps.locator('> li').nth(1)).toContainText(
      'Kubernetes v1.36.4 → v1.37.0',
    );
    await expect(page).toHaveURL(/lab\.kubernetes=v1\.37\.0/);
    await keep(page, testInfo, 'upgrade-path');
    await steps.getByRole('link', { name: 'Ask for Talos v1.14.0' }).click();
    await expect(page.getByRole('textbox', { name: /^Version/ })).toHaveValue(
      'v1.14.0',
    );
    await keep(page, testInfo, 'upgrade-form');
  });

  test('is followed from machine to machine while it goes on', async ({
    page,
  }, testInfo) => {
    test.setTimeout(300_000);
    await page.goto('/talos/upgrades');
    await wish('v1.14.0');
    try {
      const progress = page
        .getByRole('region', { name: /^Talos v/ })
        .getByRole('table', { name: 'Progress' });
      const last = progress.getByRole('row', { name: /^worker-02/ });
      await expect(last).toContainText('under way', SOON);
      await keep(page, testInfo, 'upgrade-under-way');
      await expect(last).toContainText('v1.14.0', SOON);
      await expect(last).toContainText('done', SOON);
      await expect(
        page.getByRole('heading', { name: /1 of 5 machines have it/ }),
      ).toBeVisible();
      await keep(page, testInfo, 'upgrade-one-done');
    } finally {
      await wish('v1.13.9');
    }
    await expect(
      page.getByRole('heading', { name: /Nothing is being upgraded/ }),
    ).toBeVisible({ timeout: 180_000 });
  });
});

test.describe('pages that can not be read', () => {
  const PAGES = ['overview', 'machines', 'etcd', 'upgrades', 'drift'];

  for (const name of PAGES) {
    test(`${name} says why, and what it needs`, async ({ page }, testInfo) => {
      const message = 'This needs the permission talos.machine.read';
      await page.route('**/api/talos/**', route =>
        route.fulfill({
          status: 403,
          json: { error: { name: 'NotAllowedError', message } },
        }),
      );
      await page.goto(`/talos/${name}`);
      await expect(page.getByText(message).first()).toBeVisible();
      await keep(page, testInfo, `refused-${name}`);
    });
  }
});
