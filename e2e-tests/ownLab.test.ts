import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { OWN_PORTS, startOwnLab, type OwnLab } from './ownLab';

const USERS_OWN = path.resolve(__dirname, '../app-config.local.yaml');

/** What the checkout's own file holds; undefined when there is none. */
const usersOwn = () =>
  existsSync(USERS_OWN) ? readFileSync(USERS_OWN, 'utf8') : undefined;

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test.describe('a portal that is pointed at a lab of one’s own', () => {
  const before = usersOwn();
  let own: OwnLab | undefined;

  test.beforeAll(async () => {
    // A second portal is bundled and started for this.
    test.setTimeout(300_000);
    own = await startOwnLab();
  });

  test.afterAll(async () => {
    await own?.stop();
    for (const port of Object.values(OWN_PORTS)) {
      expect(await isListening(port), `port ${port} is free again`).toBe(false);
    }
    expect(usersOwn()).toBe(before);
  });

  test('starts no embedded lab', async () => {
    expect(own!.portal.said).toContain('Starting backend and app');
    expect(own!.portal.said).not.toMatch(/embedded lab[^`]*forge/i);
    for (const port of [
      OWN_PORTS.forge,
      OWN_PORTS.kubernetes,
      OWN_PORTS.scenarios,
    ]) {
      expect(await isListening(port)).toBe(false);
    }
  });

  test('shows that lab, and nothing of the embedded one', async ({ page }) => {
    await page.goto(`${own!.url}/flux/resources`);
    await expect(
      page.getByRole('row', { name: /komga/ }).first(),
    ).toContainText('Ready');
    await expect(page.getByText('sonarr')).toHaveCount(0);

    await page.goto(`${own!.url}/catalog/default/component/komga`);
    const place = page.getByRole('region', {
      name: 'Where it stands',
      exact: true,
    });
    await expect(place).toContainText('in Git and live');
    await expect(place).toContainText('clusters/home/apps/media/komga');

    await page.goto(`${own!.url}/catalog/default/resource/home`);
    await expect(page.getByText('kubernetes-cluster').first()).toBeVisible();
  });
});
