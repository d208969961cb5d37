import { expect, test } from '@playwright/test';
import { takeKubernetesAway } from './lab';

/** Long enough for the portal to notice, and for a person to look. */
const AWAY_SECONDS = 45;

test('when the Kubernetes API goes away, pages keep the last facts with their age, and nothing is green', async ({
  page,
}) => {
  await page.goto('/flux/resources?q=sonarr');
  const row = page.getByRole('row', { name: /sonarr HelmRelease/ });
  await expect(row).toContainText('Ready');

  await takeKubernetesAway(AWAY_SECONDS);
  await expect(row).toContainText('Unknown');
  await expect(row).toContainText('was Ready when last seen');
  // One line on top: what is gone, since when, what to do.
  await expect(
    page
      .getByRole('status')
      .or(page.getByRole('alert'))
      .filter({ hasText: /lab/ })
      .first(),
  ).toContainText(
    /stale|Nothing new comes from it|does not answer|unreachable/i,
  );

  await page.goto('/catalog/default/component/sonarr');
  const card = page.getByRole('region', { name: 'Flux', exact: true });
  await expect(card).toContainText(/Unknown|not known|last seen/i);
  await expect(card).not.toContainText('objects are as asked for');

  await page.goto('/flux/resources?q=sonarr');
  await expect(row).toBeVisible();
  await expect(page.getByText('was Ready when last seen')).toHaveCount(0, {
    timeout: 90_000,
  });
  await expect(row).toContainText('Ready');
});
