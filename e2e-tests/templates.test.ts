import { expect, test, type Page } from '@playwright/test';
import { createAndMerge } from './createAndMerge';
import { choose, field, suggest } from './forms';
import { fileOnMain } from './lab';

/** One template: how its form is filled in, and a line that the merged tree then has in a file. */
interface Story {
  readonly template: string;
  /** What is asked for, where a template has several stories. */
  readonly wish?: string;
  readonly fill: (page: Page) => Promise<void>;
  readonly file: string;
  readonly line: string;
}

const STORIES: readonly Story[] = [
  {
    template: 'add-namespace',
    fill: page => field(page, /^Name/).fill('games'),
    file: 'kubernetes/apps/games/kustomization.yaml',
    line: 'namespace: games',
  },
  {
    template: 'upgrade-app',
    fill: async page => {
      await choose(page, /^App/, 'default/echo');
      await choose(page, /^What is upgraded/, 'chart app-template');
      await field(page, /^Version/).fill('5.1.1');
    },
    file: 'kubernetes/apps/default/echo/app/ocirepository.yaml',
    line: 'tag: 5.1.1',
  },
  {
    template: 'add-volume',
    fill: async page => {
      await choose(page, /^App/, 'default/echo');
      await field(page, /^Path in the container/).fill('/var/echo');
    },
    file: 'kubernetes/apps/default/echo/app/pvc.yaml',
    line: 'kind: PersistentVolumeClaim',
  },
  {
    template: 'add-backup',
    fill: page => choose(page, /^App/, 'media/recyclarr'),
    file: 'kubernetes/apps/media/recyclarr/ks.yaml',
    line: 'APP: recyclarr',
  },
  {
    template: 'add-database',
    fill: async page => {
      await choose(page, /^App/, 'default/echo');
      await field(page, /^Variable/).fill('DATABASE_URL');
    },
    file: 'kubernetes/apps/default/echo/app/database.yaml',
    line: 'name: echo-db',
  },
  {
    template: 'add-node',
    fill: async page => {
      await field(page, /^Name/).fill('worker-03');
      await field(page, /^Address/).fill('192.168.42.23');
      await field(page, /^Hardware address/).fill('02:00:5e:10:00:17');
    },
    file: 'talos/patches/node/worker-03/20-network.yaml',
    line: 'hostname: worker-03',
  },
  {
    template: 'add-cache',
    fill: page => choose(page, /^App/, 'default/echo'),
    file: 'kubernetes/apps/default/echo/ks.yaml',
    line: '- ../../../../components/dragonfly',
  },
  {
    template: 'add-bucket',
    fill: page => choose(page, /^App/, 'default/echo'),
    file: 'kubernetes/apps/default/echo/app/objectbucketclaim.yaml',
    line: 'storageClassName: ceph-bucket',
  },
  {
    template: 'add-secret',
    fill: async page => {
      await choose(page, /^App/, 'default/uptime-kuma');
      await suggest(page, /^Item/, 'uptime-kuma');
    },
    file: 'kubernetes/apps/default/uptime-kuma/app/externalsecret.yaml',
    line: 'kind: ExternalSecret',
  },
  {
    template: 'expose-app',
    wish: 'a login',
    fill: async page => {
      await choose(page, /^App/, 'cloud/mealie');
      await page.getByText('Ask for a login first').click();
      await suggest(page, /^Item with its secret/, 'mealie');
    },
    file: 'kubernetes/apps/cloud/mealie/app/securitypolicy.yaml',
    line: 'issuer: https://id.home.example',
  },
  {
    template: 'expose-app',
    fill: async page => {
      await choose(page, /^App/, 'media/recyclarr');
      await page.getByRole('button', { name: /internal gateway/ }).click();
      await page.getByRole('option', { name: /external gateway/ }).click();
      await field(page, /^Host name/).fill('recyclarr.home.example');
    },
    file: '',
    line: 'has no service under its values',
  },
  {
    template: 'expose-app',
    wish: 'a second gateway',
    fill: async page => {
      await choose(page, /^App/, 'media/bazarr');
      await page.getByRole('button', { name: /internal gateway/ }).click();
      await page.getByRole('option', { name: /external gateway/ }).click();
      await field(page, /^Host name/).fill('subtitles.home.example');
    },
    file: 'kubernetes/apps/media/bazarr/app/helmrelease.yaml',
    line: '- name: envoy-external',
  },
  {
    template: 'expose-app',
    wish: 'an address of its own',
    fill: async page => {
      await choose(page, /^App/, 'home/home-assistant');
      await page.getByRole('button', { name: /internal gateway/ }).click();
      await page.getByRole('option', { name: /address of its own/ }).click();
      await page.getByRole('button', { name: /^Use 192\.168\.42\./ }).click();
      await page.getByLabel(/^Port/).fill('5683');
    },
    file: 'kubernetes/apps/home/home-assistant/app/helmrelease.yaml',
    line: 'lbipam.cilium.io/ips: 192.168.42.',
  },
  {
    template: 'add-vm',
    fill: async page => {
      await field(page, /^Name/).fill('build-host');
      await choose(page, /^Namespace/, 'vms');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('It has a second disk').click();
      await field(page, /^SSH key/).fill('ssh-ed25519 AAAAC3Nz me@laptop');
      await field(page, /^More of cloud-init/).fill(
        'packages:\n  - qemu-guest-agent',
      );
    },
    file: 'kubernetes/apps/vms/build-host/app/virtualmachine.yaml',
    line: '- qemu-guest-agent',
  },
  {
    template: 'suspend-app',
    fill: async page => {
      await choose(page, /^App/, 'default/whoami');
      await field(page, /^Why/).fill('It is not needed now.');
    },
    file: 'kubernetes/apps/default/whoami/ks.yaml',
    line: 'suspend: true',
  },
  {
    template: 'upgrade-talos',
    fill: page => field(page, /^Version/).fill('v1.14.0'),
    file: 'kubernetes/apps/system-upgrade/tuppr/upgrades/talosupgrade.yaml',
    line: 'version: v1.14.0',
  },
  {
    template: 'upgrade-kubernetes',
    fill: page => field(page, /^Version/).fill('v1.36.5'),
    file: 'kubernetes/apps/system-upgrade/tuppr/upgrades/kubernetesupgrade.yaml',
    line: 'version: v1.36.5',
  },
];

async function open(page: Page, { template, fill }: Story): Promise<void> {
  await page.goto(`/create/templates/default/${template}`);
  await fill(page);
  await page.getByRole('button', { name: 'Next' }).click();
}

for (const story of STORIES.filter(({ file }) => file)) {
  const { template, wish, file, line } = story;
  const name = wish ? `${template} (${wish})` : template;
  test(`${name}, from its form to a merged change`, async ({ page }) => {
    await open(page, story);
    await expect(page.getByText(/^\d+ files?$/)).toBeVisible();
    await test.info().attach(template, {
      body: await page.screenshot({ fullPage: true }),
      contentType: 'image/png',
    });
    await createAndMerge(page);
    expect(await fileOnMain(page, file)).toContain(line);
  });
}

for (const story of STORIES.filter(({ file }) => !file)) {
  test(`${story.template} says why it cannot be done here`, async ({
    page,
  }) => {
    await open(page, story);
    await expect(page.getByText(new RegExp(story.line))).toBeVisible();
    await expect(page.getByRole('button', { name: 'Review' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });
}

test('a suspended app is resumed, and then decommissioned', async ({
  page,
}) => {
  await page.goto('/flux/resources?q=whoami');
  await expect(
    page.getByRole('row', { name: /whoami Kustomization/ }),
  ).toContainText('Suspended');

  await open(page, {
    template: 'decommission-app',
    fill: async form => {
      await choose(form, /^App/, 'default/whoami');
      await field(form, /^Its name again/).fill('whoami');
    },
    file: '',
    line: '',
  });
  await expect(page.getByText(/Resume it first/)).toBeVisible();

  await open(page, {
    template: 'suspend-app',
    fill: async form => {
      await choose(form, /^App/, 'default/whoami');
      await form.getByText('Resume it').click();
    },
    file: '',
    line: '',
  });
  await createAndMerge(page);

  await open(page, {
    template: 'decommission-app',
    fill: async form => {
      await choose(form, /^App/, 'default/whoami');
      await field(form, /^Its name again/).fill('whoami');
    },
    file: '',
    line: '',
  });
  await createAndMerge(page);
  // Flux deletes what it applied; the page shows it without being told.
  await page.goto('/flux/resources?q=whoami');
  await expect(page.getByText(/^0 of \d+$/)).toBeVisible();
});
