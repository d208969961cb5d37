import { expect, type Page } from '@playwright/test';

/** How long the portal may take to make a pull request of a form. */
const PULL_REQUEST_MS = 60_000;

/** From the last step of a form to its merged pull request on the forge. */
export async function createAndMerge(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  const link = page.getByRole('link', { name: /Read and merge/ });
  await expect(link).toBeVisible({ timeout: PULL_REQUEST_MS });
  await page.goto((await link.getAttribute('href'))!);
  await page.getByRole('button', { name: 'Merge pull request' }).click();
  await expect(page.getByText('Merged').first()).toBeVisible();
}
