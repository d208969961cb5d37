import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';

const LOOKS = [
  { look: 'light', width: 1440, height: 900 },
  { look: 'dark', width: 1440, height: 900 },
  { look: 'light', width: 390, height: 844 },
] as const;

const machine = (name: string) => `/talos/machines/lab/${name}`;

/** The buttons wait until the portal has said who may do what. */
const press = (page: Page, name: string) =>
  page
    .getByRole('group', { name: 'Actions' })
    .getByRole('button', { name })
    .click();

const dialog = (page: Page) => page.getByRole('dialog');

test('a log is read as it is written, and found by level and words', async ({
  page,
}) => {
  await page.goto(`${machine('cp-01')}?log=etcd`);
  const log = page.getByRole('log');
  await expect(
    log.getByText('apply request took too long').first(),
  ).toBeVisible();
  const count = page.getByText(/^\d+ of \d+ lines$/);
  const before = await count.textContent();
  await expect(count).not.toHaveText(before!);
  await page.getByRole('button', { name: /^warning \d+$/ }).click();
  await expect(log.getByText('compacted Raft logs')).toHaveCount(0);
  await page
    .getByRole('searchbox', { name: 'Search these lines' })
    .fill('no such words');
  await expect(log.getByText('No line matches.')).toBeVisible();

  await page.getByRole('button', { name: /^etcd Log$|^Log/ }).click();
  await page.getByRole('option', { name: 'kernel (dmesg)' }).click();
  await expect(page).toHaveURL(/log=kernel/);
  await expect(
    page
      .getByRole('log')
      .getByText(/crng reseeded/)
      .first(),
  ).toBeVisible();
});

test('a service is restarted, and the events tell it', async ({ page }) => {
  await page.goto(machine('worker-02'));
  await page.getByRole('button', { name: 'Show events' }).click();
  const events = page.getByRole('table', { name: 'Events' });
  await expect(events).toContainText('boot ended');

  await press(page, 'Restart a service');
  await expect(dialog(page)).toContainText('service kubelet restart');
  await dialog(page).getByRole('button', { name: 'Restart a service' }).click();
  await expect(dialog(page)).toContainText('Service "kubelet" restarted');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(events).toContainText(
    'kubelet is running: Started task kubelet',
  );
});

test('etcd is defragmented member by member, and a snapshot of it is whole', async ({
  page,
}) => {
  await page.goto('/talos/etcd');
  await press(page, 'Defragment');
  await expect(dialog(page)).toContainText('etcd defrag');
  await dialog(page).getByRole('button', { name: 'Defragment' }).click();
  await expect(dialog(page)).toContainText('All 3 members are defragmented');
  const steps = await dialog(page).getByRole('listitem').allTextContents();
  // The first control plane leads; it comes last.
  expect(
    steps
      .filter(step => step.includes('is being defragmented'))
      .map(step => step.slice(0, 5)),
  ).toEqual(['cp-02', 'cp-03', 'cp-01']);
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();

  await press(page, 'Take a snapshot');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Take a snapshot' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^etcd-lab-\d{8}T\d{4}\.db$/);
  const file = readFileSync(await download.path());
  const hash = createHash('sha256').update(file.subarray(0, -32)).digest();
  expect(file.subarray(-32).equals(hash)).toBe(true);
  await expect(dialog(page)).toContainText('was given to the browser whole');
});

test('a machine that is rebooted is seen to go and to come back', async ({
  page,
}) => {
  await page.goto(machine('worker-02'));
  await press(page, 'Reboot');
  await expect(dialog(page)).toContainText(/talosctl -n \S+ reboot/);
  await dialog(page).getByRole('button', { name: 'Reboot' }).click();
  await expect(dialog(page)).toContainText('has begun to reboot');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText(/Rebooting|Unreachable/).first()).toBeVisible();
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({
    timeout: 60_000,
  });
});

for (const { look, width, height } of LOOKS) {
  test(`logs and questions are whole in ${look} at ${width} px`, async ({
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
    const lookAt = async (name: string) => {
      const sideways = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect(sideways, `${name} scrolls sideways`).toBe(0);
      await testInfo.attach(`${name}-${look}-${width}`, {
        body: await page.screenshot(),
        contentType: 'image/png',
      });
    };
    await page.goto(`${machine('cp-01')}?log=apid&events=shown`);
    await expect(page.getByRole('log')).toBeVisible();
    await lookAt('talos-machine');
    await page.getByRole('log').scrollIntoViewIfNeeded();
    await lookAt('talos-log');
    await page.getByRole('table', { name: 'Events' }).scrollIntoViewIfNeeded();
    await lookAt('talos-events');
    await press(page, 'Reboot');
    await expect(dialog(page)).toBeVisible();
    await lookAt('talos-reboot');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await page.goto('/talos/etcd');
    await press(page, 'Defragment');
    await expect(dialog(page)).toBeVisible();
    await lookAt('talos-defragment');
    await context.close();
  });
}
