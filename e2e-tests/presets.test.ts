import { expect, test } from '@playwright/test';
import { createAndMerge } from './createAndMerge';

/** From the merge to a ready release. */
const READY_MS = 60_000;

test('an app that is described already runs after three clicks and a merge', async ({
  page,
}) => {
  await page.goto('/create/templates/default/add-app');
  await page.getByRole('link', { name: 'Choose an app' }).click();
  await page.getByRole('searchbox', { name: 'Find an app' }).fill('plex');
  await page.getByRole('link', { name: 'Tautulli' }).click();
  await expect(page.getByText(/^Tautulli: /)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('textbox', { name: /^Host name/ })).toHaveValue(
    /^tautulli\./,
  );
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/^\d+ files$/)).toBeVisible();
  await test.info().attach('preset', {
    body: await page.screenshot({ fullPage: true }),
    contentType: 'image/png',
  });
  await createAndMerge(page);
  await page.goto('/flux/resources?q=tautulli');
  await expect(
    page.getByRole('row', { name: /tautulli HelmRelease/ }),
  ).toContainText('Ready', { timeout: READY_MS });
});
