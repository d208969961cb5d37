import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { portalToken } from '../access/__testUtils__/portalAccount';
import { FLUX_GROUPS, RealFlux } from '../flux/RealFlux';
import { RealGitea } from '../gitea/RealGitea';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { launchBrowser } from '../portal/launchBrowser';
import { openPage } from '../portal/openPage';
import { portalConfig } from '../portal/portalConfig';
import { RealPortal } from '../portal/RealPortal';
import { waitFor } from '../process/waitFor';
import { ChartRepository } from './__testUtils__/ChartRepository';
import { Evidence } from './__testUtils__/Evidence';
import { followRepository } from './__testUtils__/followRepository';
import { Legs } from './__testUtils__/Legs';

/** A home lab's tree whose charts come from a Helm repository, which loopback can be. */
const TREE = path.join(__dirname, '__fixtures__/tree');

/** What the tree calls its source, and the repository that it is here. */
const REPOSITORY = 'home-kubernetes';

/** The chart that all apps of the tree are released with. */
const CHART = { name: 'app-template', version: '3.7.3' };

const APP = 'navidrome';
const RELEASE = `/apis/helm.toolkit.fluxcd.io/v2/namespaces/default/helmreleases/${APP}`;
const APP_KUSTOMIZATION = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/${APP}`;
const SOURCE = `/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/${REPOSITORY}`;
const DEPLOYMENT = `/apis/apps/v1/namespaces/default/deployments/${APP}`;

/** What takes longer, on however busy a machine, never comes. */
const ARRIVAL_MS = 90_000;

/** Longer than all that is waited for on the way, so that what does not come is named. */
const START_MS = 600_000;

/** What is read of an object that says when it is ready. */
interface Judged {
  status?: { conditions?: readonly { type: string; status: string }[] };
}

const isReady = ({ status }: Judged) =>
  status?.conditions?.some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );

describe('the main job on real servers', () => {
  let gitea: RealGitea;
  let kubernetes: RealKubernetes;
  let flux: RealFlux;
  let charts: ChartRepository;
  let portal: RealPortal;
  let browser: Browser;
  let page: Page;
  const evidence = Evidence.create();
  const legs = new Legs();

  /** An object of the cluster; undefined when it is not there (yet). */
  async function objectAt(address: string): Promise<any> {
    const answer = await kubernetes.as('admin').call(address);
    return answer.code === 200 ? answer.json() : undefined;
  }

  /** Puts the tree on the forge, with its chart where it can be had here. */
  async function createRepository(): Promise<void> {
    const work = mkdtempSync(path.join(tmpdir(), 'homestage-tree-'));
    try {
      cpSync(TREE, work, { recursive: true });
      const file = path.join(work, 'kubernetes/flux/repositories/bjw-s.yaml');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace(/url: .*/, `url: ${charts.url}`));
      await gitea.createRepository(REPOSITORY, work);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }

  /** What the person who set the cluster up applied by hand. */
  async function bootstrap(): Promise<void> {
    await kubernetes.run('kubectl', [
      ...['create', 'configmap', 'cluster-settings', '-n', 'flux-system'],
      '--from-literal=SECRET_DOMAIN=home.example',
    ]);
    await followRepository(REPOSITORY, { gitea, kubernetes, flux });
    const apply = (name: string) =>
      kubernetes.run('kubectl', [
        ...['apply', '-f', path.join(TREE, `kubernetes/flux/${name}.yaml`)],
      ]);
    const waitReady = (object: string) =>
      waitFor(`${object} to be ready`, async () => {
        const { code } = await kubernetes.tryKubectl([
          ...['wait', '--for=condition=Ready', object, '-n', 'flux-system'],
        ]);
        return code === 0;
      });
    await apply('repositories');
    // A chart whose repository is not there yet is looked for again after minutes.
    await waitReady('helmrepository/bjw-s');
    await apply('apps');
    await waitFor('the apps of the tree', async () => {
      const { items } = await kubernetes
        .as('admin')
        .json('/apis/helm.toolkit.fluxcd.io/v2/helmreleases');
      return items.length === 2 && items.every(isReady);
    });
  }

  beforeAll(async () => {
    [gitea, charts, kubernetes] = await Promise.all([
      RealGitea.start(),
      ChartRepository.start(CHART.name, CHART.version),
      RealKubernetes.start({ nodes: 2, definitions: FLUX_GROUPS }),
    ]);
    flux = await RealFlux.start(kubernetes);
    await createRepository();
    await bootstrap();
    const token = await portalToken(kubernetes);
    [portal, browser] = await Promise.all([
      RealPortal.start(
        portalConfig({
          ...{ gitea, kubernetes, token },
          ...{ repository: REPOSITORY, path: 'kubernetes' },
        }),
      ),
      launchBrowser(),
    ]);
    page = await openPage(browser);
    page.setDefaultTimeout(ARRIVAL_MS);
    evidence.follow(page);
  }, START_MS);

  afterEach(async () => {
    const { currentTestName = 'a test' } = expect.getState();
    // There is none when the lab could not be started, which says so itself.
    if (page) {
      await evidence.look(page, currentTestName);
    }
  });

  afterAll(async () => {
    if (kubernetes) {
      await evidence.ask(kubernetes);
    }
    evidence.close();
    await browser?.close();
    await portal?.stop();
    await flux?.stop();
    await kubernetes?.stop();
    await charts?.stop();
    await gitea?.stop();
    process.stdout.write(legs.table());
  });

  it('shows the lab as it is', async () => {
    await page.goto(`${portal.url}/flux/resources`);
    await page
      .getByRole('row', { name: /Ready.*whoami.*HelmRelease/ })
      .waitFor();
  });

  it('makes a pull request on the forge of a form', async () => {
    await page.goto(`${portal.url}/create/templates/default/add-app`);
    await page.getByRole('textbox', { name: /^Name/ }).fill(APP);
    await page.getByRole('combobox', { name: /^Namespace/ }).fill('default');
    await page.getByRole('option', { name: 'default', exact: true }).click();
    await page
      .getByRole('textbox', { name: /^Image/ })
      .fill('ghcr.io/navidrome/navidrome:0.58.0');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Review' }).click();
    const leg = legs.begin('form sent to pull request open');
    await page.getByRole('button', { name: 'Create' }).click();
    const link = page.getByRole('link', { name: /pull request/i }).first();
    await link.waitFor();
    leg.end();

    const pulls = await gitea.json('GET', `/repos/lab/${REPOSITORY}/pulls`);
    expect(pulls).toEqual([
      expect.objectContaining({
        state: 'open',
        mergeable: true,
        html_url: await link.getAttribute('href'),
        title: `feat(default): add ${APP}`,
      }),
    ]);
  });

  it('shows it on its way', async () => {
    await page.goto(`${portal.url}/changes`);
    const row = page.getByRole('row', { name: new RegExp(`add ${APP}`) });
    await row.waitFor();
    expect(await objectAt(RELEASE)).toBeUndefined();
  });

  it('is merged there, and what it adds runs, is shown and is told to the forge', async () => {
    // Open before the merge: nothing is loaded again.
    await page.goto(`${portal.url}/flux/resources?q=${APP}`);
    await page.getByText(/^0 of \d+$/).waitFor();

    const pulls = `/repos/lab/${REPOSITORY}/pulls`;
    const [{ number }] = await gitea.json('GET', pulls);
    const merging = legs.begin('merge, answered by the forge');
    await gitea.json('POST', `${pulls}/${number}/merge`, { Do: 'squash' });
    merging.end();
    const { merge_commit_sha: sha } = await gitea.json(
      'GET',
      `${pulls}/${number}`,
    );

    const arrived = (what: string, ask: () => Promise<unknown>) => {
      const leg = legs.begin(`merged to ${what}`);
      return waitFor(what, async () => Boolean(await ask()), {
        timeoutMs: ARRIVAL_MS,
      }).then(() => leg.end());
    };
    await Promise.all([
      arrived('fetched (web hook, Receiver, source-controller)', async () =>
        (await objectAt(SOURCE))?.status.artifact.revision.includes(sha),
      ),
      arrived(
        'applied (kustomize-controller)',
        async () =>
          (
            await objectAt(APP_KUSTOMIZATION)
          )?.status?.inventory?.entries?.length,
      ),
      arrived(
        'pods ready (helm-controller to kwok)',
        async () => (await objectAt(DEPLOYMENT))?.status?.readyReplicas,
      ),
      arrived('release ready (helm-controller)', async () =>
        isReady((await objectAt(RELEASE)) ?? {}),
      ),
      arrived('commit status on the forge', async () => {
        const statuses: Array<{ context: string; status: string }> =
          await gitea.json(
            'GET',
            `/repos/lab/${REPOSITORY}/commits/${sha}/statuses`,
          );
        return statuses.some(
          ({ context, status }) =>
            status === 'success' && context.startsWith(`kustomization/${APP}/`),
        );
      }),
      (async () => {
        const leg = legs.begin(
          'merged to ready in the portal, without a reload',
        );
        await page
          .getByRole('row', { name: new RegExp(`Ready.*${APP}.*HelmRelease`) })
          .waitFor();
        leg.end();
      })(),
    ]);
  });

  it('shows the change arrived, and the app with its pods', async () => {
    const leg = legs.begin('ready in the portal to pods on its page');
    const sidebar = page.getByRole('navigation', { name: 'sidebar nav' });
    await sidebar.getByRole('link', { name: 'Changes' }).click();
    await page
      .getByRole('row', { name: new RegExp(`Arrived.*add ${APP}`) })
      .waitFor();
    await page.goto(
      `${portal.url}/catalog/default/component/${APP}/kubernetes`,
    );
    await page.getByText('1 pod', { exact: true }).first().waitFor();
    await page.getByText('No pods with errors').first().waitFor();
    leg.end();
  });
});
