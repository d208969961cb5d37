import type { Page } from '@playwright/test';

export const field = (page: Page, name: RegExp) =>
  page.getByRole('textbox', { name });

/** Fills in what is offered and may be something else; the list is closed again. */
export async function suggest(
  page: Page,
  name: RegExp,
  value: string,
): Promise<void> {
  const input = page.getByRole('combobox', { name });
  await input.fill(value);
  await input.press('Escape');
}

export async function choose(
  page: Page,
  name: RegExp,
  option: string,
): Promise<void> {
  await page.getByRole('combobox', { name }).fill(option);
  await page.getByRole('option', { name: option, exact: true }).click();
}
