import { expect, test, type Page } from '@playwright/test';
import { createAndMerge } from './createAndMerge';
import { choose, field, suggest } from './forms';
import { askKubernetes, fileOnMain } from './lab';

/** One run of a form: what it is filled in with, and what is so after its merge. */
interface Step {
  readonly step: string;
  readonly fill: (page: Page) => Promise<void>;
  readonly file: string;
  readonly line: string;
  /** Names of the objects at the sequence's address that the lab has then. */
  readonly live?: readonly string[];
}

/** A template that takes several pull requests, to its end. */
interface Sequence {
  readonly template: string;
  readonly steps: readonly Step[];
  /** A run after the last step: what is filled in, and why it is refused. */
  readonly after: { readonly fill: Step['fill']; readonly refusal: RegExp };
  /** The objects that it is about, at the lab's Kubernetes API. */
  readonly address: string;
  readonly isAbout: RegExp;
}

/** Flux fetches and applies, then operators do their part. */
const LIVE_MS = 60_000;

const MEMOS = 'kubernetes/apps/cloud/memos/app';
const MOSQUITTO = 'kubernetes/apps/home/mosquitto/app';

const database = (page: Page) => choose(page, /^Database/, 'cloud/memos-db');

async function claim(page: Page): Promise<void> {
  await choose(page, /^Claim/, 'home/mosquitto');
  await choose(page, /^Storage class/, 'ceph-filesystem');
}

const SEQUENCES: readonly Sequence[] = [
  {
    template: 'restore-database',
    address: '/apis/postgresql.cnpg.io/v1/namespaces/cloud/clusters',
    isAbout: /^memos-db/,
    steps: [
      {
        step: 'recover',
        fill: async page => {
          await database(page);
          await field(page, /^Back to/).fill('2026-11-28T21:30:00Z');
        },
        file: `${MEMOS}/database-2.yaml`,
        line: 'source: memos-db',
        live: ['memos-db', 'memos-db-2'],
      },
      {
        step: 'switch',
        fill: database,
        file: `${MEMOS}/helmrelease.yaml`,
        line: 'memos-db-2',
      },
      {
        step: 'remove',
        fill: async page => {
          await database(page);
          await field(page, /^Its name again/).fill('memos-db');
        },
        file: `${MEMOS}/database.yaml`,
        line: `no ${MEMOS}/database.yaml on main`,
        live: ['memos-db-2'],
      },
    ],
    after: {
      fill: page => suggest(page, /^Database/, 'cloud/memos-db'),
      refusal: /no PostgreSQL cluster cloud\/memos-db\b/,
    },
  },
  {
    template: 'move-volume',
    address: '/api/v1/namespaces/home/persistentvolumeclaims',
    isAbout: /^mosquitto/,
    steps: [
      {
        step: 'stop',
        fill: claim,
        file: `${MOSQUITTO}/helmrelease.yaml`,
        line: 'replicas: 0',
        live: ['mosquitto'],
      },
      {
        step: 'copy',
        fill: claim,
        file: `${MOSQUITTO}/copy-mosquitto-2.yaml`,
        line: 'kind: Job',
        live: ['mosquitto', 'mosquitto-2'],
      },
      {
        step: 'switch',
        fill: claim,
        file: `${MOSQUITTO}/helmrelease.yaml`,
        line: 'mosquitto-2',
      },
      {
        step: 'remove',
        fill: async page => {
          await claim(page);
          await field(page, /^The name of the claim again/).fill('mosquitto');
        },
        file: `${MOSQUITTO}/pvc.yaml`,
        line: `no ${MOSQUITTO}/pvc.yaml on main`,
        live: ['mosquitto-2'],
      },
    ],
    after: {
      fill: page => suggest(page, /^Claim/, 'home/mosquitto'),
      refusal: /no claim home\/mosquitto\b/,
    },
  },
];

async function namesAt({ address, isAbout }: Sequence): Promise<string[]> {
  const { items } = await askKubernetes('GET', address);
  return items
    .map(({ metadata }: { metadata: { name: string } }) => metadata.name)
    .filter((name: string) => isAbout.test(name))
    .sort();
}

for (const sequence of SEQUENCES) {
  const { template, steps, after } = sequence;
  test.describe(`${template}, from its first form to its last merge`, () => {
    test.describe.configure({ mode: 'serial' });

    for (const { step, fill, file, line, live } of steps) {
      test(`${template}: ${step}`, async ({ page }) => {
        await page.goto(`/create/templates/default/${template}`);
        await fill(page);
        await page.getByRole('button', { name: 'Next' }).click();
        await expect(page.getByText(new RegExp(`-${step}$`))).toBeVisible();
        await createAndMerge(page);
        expect(await fileOnMain(page, file)).toContain(line);
        if (live) {
          await expect
            .poll(() => namesAt(sequence), { timeout: LIVE_MS })
            .toEqual(live);
        }
      });
    }

    test(`${template}: nothing is left to do`, async ({ page }) => {
      await page.goto(`/create/templates/default/${template}`);
      await after.fill(page);
      await expect(page.getByText(after.refusal).first()).toBeVisible();
    });
  });
}
