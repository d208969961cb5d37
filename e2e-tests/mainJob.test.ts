import { expect, test, type Page } from '@playwright/test';
import { FORGE_URL, askKubernetes } from './lab';

/** From the merge to a ready release on the Flux page, without a reload. */
const MERGE_TO_READY_MS = 15_000;

/** A name of its own for each run, so that a lab can be used again. */
const APP = `paperless-${Date.now().toString(36)}`;

const card = (page: Page, title: string) =>
  page.getByRole('region', { name: title, exact: true });

test.describe.configure({ mode: 'serial' });

test('the overview says what is wrong now and what there is', async ({
  page,
}) => {
  await page.goto('/');
  await expect(
    page.getByText(/Kustomizations and HelmReleases are what Git says/),
  ).toBeVisible();
  const tile = (name: string) => page.getByRole('link', { name });
  await expect(tile('Nodes')).toContainText('5');
  await expect(tile('Virtual machines')).toContainText('2');
  await expect(tile('Clusters')).toContainText('1');
  await tile('Nodes').click();
  await expect(page.getByRole('link', { name: 'cp-01' })).toBeVisible();
});

test('the catalog shows where an app stands, and leads to its directory', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/sonarr');
  const place = card(page, 'Where it stands');
  await expect(place).toContainText('in Git and live');
  const directory = place.getByRole('link', {
    name: 'kubernetes/apps/media/sonarr',
  });
  const forgePage = await page.request.get(
    (await directory.getAttribute('href'))!,
  );
  expect(forgePage.status()).toBe(200);
  expect(await forgePage.text()).toContain('ks.yaml');
  await expect(page.getByRole('link', { name: 'media' }).first()).toBeVisible();
});

test('a virtual machine and a node know each other', async ({ page }) => {
  await page.goto('/catalog/default/resource/vms-debian-dev');
  await expect(page.getByText('virtual-machine').first()).toBeVisible();
  await expect(card(page, 'Where it stands')).toContainText('in Git and live');
  await page.goto('/catalog/default/resource/cp-01');
  await expect(page.getByText('talos-node').first()).toBeVisible();
});

test('our card shows what applies an app; the stock tab shows its pods and logs', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/sonarr');
  const flux = card(page, 'Flux');
  await expect(flux).toContainText(/Applied at main@sha1:[0-9a-f]{8}/);
  await expect(flux).toContainText('objects are as asked for');

  await page.goto('/catalog/default/component/sonarr/kubernetes');
  await page.getByText('Embedded lab').first().click();
  await page.getByText('1 pod', { exact: true }).nth(1).click();
  await page
    .getByText(/^sonarr-[a-z0-9]+-[a-z0-9]+$/)
    .first()
    .click();
  await page.getByRole('button', { name: 'Logs' }).first().click();
  await expect(page.getByText('logs on cluster Embedded lab')).toBeVisible();
  await expect(page.getByText(/GET \/api\/status 200/).first()).toBeVisible();
});

test('the Flux list keeps its state in the address and changes by itself', async ({
  page,
}) => {
  await page.goto('/flux/resources');
  await page.getByRole('searchbox').first().fill('kind:HelmRelease sonarr');
  await expect(page).toHaveURL(/q=kind/);
  await page.reload();
  await expect(page.getByRole('searchbox').first()).toHaveValue(
    'kind:HelmRelease sonarr',
  );
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible();

  const address =
    '/apis/helm.toolkit.fluxcd.io/v2/namespaces/media/helmreleases/sonarr';
  await askKubernetes('PATCH', address, { spec: { suspend: true } });
  const row = page.getByRole('row', { name: /sonarr HelmRelease/ });
  await expect(row).toContainText('Suspended');
  await askKubernetes('PATCH', address, { spec: { suspend: false } });
  await expect(row).toContainText('Ready');

  await page.getByRole('link', { name: 'sonarr' }).first().click();
  for (const title of ['What it applied', 'History', 'Conditions', 'Events']) {
    await expect(card(page, title)).toBeVisible();
  }
});

test('a form becomes a pull request, and its merge a running app', async ({
  page,
  context,
}) => {
  await page.goto('/create/templates/default/add-app');
  const name = page.getByRole('textbox', { name: /^Name/ });
  await name.fill('Not Valid');
  await expect(page.getByText(/Use small letters, digits and -/)).toBeVisible();
  await name.fill(APP);
  await page.getByRole('combobox', { name: /^Namespace/ }).fill('media');
  await page.getByRole('option', { name: 'media' }).click();
  await page
    .getByRole('textbox', { name: /^Image/ })
    .fill('ghcr.io/paperless-ngx/paperless-ngx:2.14.7');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: /Nobody from outside/ }).click();
  await page.getByRole('option', { name: /internal gateway/ }).click();
  const host = page.getByRole('textbox', { name: /^Host name/ });
  await host.fill('sonarr.home.example');
  await expect(
    page.getByText(/is in use by HelmRelease media\/sonarr/).first(),
  ).toBeVisible();
  await host.fill(`${APP}.home.example`);
  await page.getByLabel('It keeps files').press('Space');
  await page.getByRole('button', { name: 'Next' }).click();

  // Nothing is written yet: the files, and one added line in the list.
  await expect(page.getByText('6 files')).toBeVisible();
  await expect(page.getByText('+1 −0')).toBeVisible();
  const list = page.getByRole('table', {
    name: 'kubernetes/apps/media/kustomization.yaml',
  });
  await expect(list).toContainText(`./${APP}/ks.yaml`);
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  const link = page.getByRole('link', { name: /pull request/i }).first();
  await expect(link).toBeVisible({ timeout: 60_000 });
  const forge = await context.newPage();
  await forge.goto((await link.getAttribute('href'))!);
  expect(forge.url()).toContain(`${FORGE_URL}/lab/home-ops/pulls/`);
  await expect(forge.getByText(`./${APP}/ks.yaml`).first()).toBeVisible();

  // On its way until it is merged.
  const inChanges = page.getByRole('link', { name: `add ${APP}` });
  await page.goto('/changes');
  await expect(inChanges).toHaveAttribute('href', forge.url());
  await test.info().attach('changes', {
    body: await page.screenshot(),
    contentType: 'image/png',
  });

  // The page that will show it is open before the merge: nothing is reloaded.
  await page.goto(`/flux/resources?q=${APP}`);
  await expect(page.getByRole('searchbox').first()).toHaveValue(APP);
  await forge.getByRole('button', { name: 'Merge pull request' }).click();
  await expect(forge.getByText('Merged').first()).toBeVisible();
  const mergedAt = performance.now();

  await expect(
    page.getByRole('row', { name: new RegExp(`Ready.*${APP}.*HelmRelease`) }),
  ).toBeVisible({ timeout: MERGE_TO_READY_MS });
  const appliedMs = performance.now() - mergedAt;

  // From page to page as a person goes: nothing is loaded anew.
  const sidebar = page.getByRole('navigation', { name: 'sidebar nav' });
  const inCatalog = page.getByRole('link', { name: APP });
  await expect(async () => {
    await sidebar.getByRole('link', { name: 'Overview' }).click();
    await sidebar.getByRole('link', { name: 'Catalog', exact: true }).click();
    await page.getByPlaceholder('Search').fill(APP);
    await expect(inCatalog).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
  await inCatalog.click();
  await page.getByRole('link', { name: 'Kubernetes', exact: true }).click();
  await expect(page.getByText('1 pod', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('No pods with errors').first()).toBeVisible();
  const readyMs = performance.now() - mergedAt;
  await sidebar.getByRole('link', { name: 'Changes' }).click();
  const arrived = page.getByRole('row', { name: new RegExp(`add ${APP}`) });
  await expect(arrived).toContainText('Arrived');
  await expect(arrived).toContainText(/merged.*fetched.*applied.*ready/);
  test.info().annotations.push({
    type: 'merge to ready',
    description: `applied after ${Math.round(
      appliedMs,
    )} ms, in the catalog with ready pods after ${Math.round(readyMs)} ms`,
  });
});

test('a runbook that nobody has opened is found by search, and read from the entity it belongs to', async ({
  page,
}) => {
  // Docs are built when the catalog knows them; the index is made anew every minute.
  await expect(async () => {
    await page.goto('/search?query=not%20ready');
    await expect(
      page
        .getByRole('link', { name: /App is not ready after a change/ })
        .first(),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 150_000 });

  await page.goto('/catalog/default/component/sonarr');
  await page.getByRole('link', { name: 'TechDocs', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: /App is not ready after a change/ }),
  ).toBeVisible({ timeout: 60_000 });
});
