import { mockServices } from '@backstage/backend-test-utils';
import {
  CHANGE_LEGS,
  changesAnswerSchema,
  type EntityPlace,
} from '@homestage/backstage-plugin-gitops-common';
import {
  DefaultForgeService,
  DefaultRepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { startTestForge, type TestForge } from '@homestage/sandbox/testUtils';
import {
  FAILED,
  gitRepository,
  helmRelease,
  kustomization,
  RETRYING,
} from '../__testUtils__/fluxObjects';
import { LAB_SEED, release } from '../__testUtils__/labSeed';
import { ChangesService } from './ChangesService';

const REPOSITORY = { owner: 'lab', name: 'home-ops' };
const SONARR = 'kubernetes/apps/media/sonarr';
const RELEASE = `${SONARR}/app/helmrelease.yaml`;

const PLACES: readonly EntityPlace[] = [
  {
    ref: 'component:default/sonarr',
    title: 'sonarr',
    type: 'app',
    directory: SONARR,
  },
  {
    ref: 'resource:default/cp-01',
    title: 'cp-01',
    type: 'talos-node',
    file: 'nodes.yaml',
  },
];

describe('ChangesService', () => {
  let lab: TestForge;
  let repoStore: DefaultRepoStore;
  let clusters: FakeClusterStore;
  let changes: ChangesService;
  let now: number;
  let requests: string[];

  beforeEach(async () => {
    lab = await startTestForge(LAB_SEED);
    now = Date.now();
    const config = mockServices.rootConfig({ data: lab.config });
    repoStore = DefaultRepoStore.fromConfig(config, {
      logger: mockServices.logger.mock(),
      schedule: () => () => {},
    });
    clusters = new FakeClusterStore('lab');
    requests = [];
    changes = new ChangesService({
      repoStore,
      forges: DefaultForgeService.fromConfig(config),
      clusters,
      readPlaces: async () => new Map([['home-ops', PLACES]]),
      now: () => now,
    });
    await repoStore.settled('home-ops');
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    repoStore.stop();
    await lab.stop();
  });

  /** A request of the forge's API as its owner. */
  const api = async (method: string, path: string, body: object) => {
    const response = await fetch(
      `${lab.forge.url}/api/v1/repos/lab/home-ops${path}`,
      {
        method,
        headers: {
          authorization: `token ${lab.forge.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      },
    );
    expect(response.ok).toBe(true);
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  };

  const commit = (branch: string, path: string, content: string) =>
    lab.forge.commit(REPOSITORY, {
      branch,
      message: `Change ${path}`,
      files: [{ path, content }],
    });

  let branches = 0;
  const open = async (path: string, content: string): Promise<number> => {
    branches += 1;
    const branch = `work-${branches}`;
    await api('POST', '/branches', {
      new_branch_name: branch,
      old_ref_name: 'main',
    });
    await commit(branch, path, content);
    const { number } = await api('POST', '/pulls', {
      head: branch,
      base: 'main',
      title: `Change ${path}`,
    });
    return number;
  };

  /** Merges, and returns main's commits before and after. */
  const merge = async (number: number) => {
    const { commit: before } = await repoStore.refresh('home-ops');
    await api('POST', `/pulls/${number}/merge`, { Do: 'merge' });
    const { commit: after } = await repoStore.refresh('home-ops');
    changes.forget('home-ops');
    return { before: before!, after: after! };
  };

  const later = (ms: number) => {
    now += ms;
  };

  const legs = async () => {
    const { rows } = await changes.answer();
    return rows[0].legs!.map(({ state }) => state);
  };

  it('says nothing is on its way when nothing is', async () => {
    const answer = await changes.answer();
    expect(answer).toMatchObject({ rows: [], sources: [{ status: 'live' }] });
  });

  it('names what an open one touches, and keeps to its contract', async () => {
    await open(RELEASE, release('sonarr', '1.1.0'));
    const answer = await changes.answer();
    expect(answer.rows).toMatchObject([
      {
        repository: 'home-ops',
        number: 1,
        state: 'open',
        isMergeable: true,
        entities: [{ ref: 'component:default/sonarr', title: 'sonarr' }],
        places: [],
      },
    ]);
    expect(answer.rows[0].legs).toBeUndefined();
    expect(changesAnswerSchema.parse(answer).rows).toHaveLength(1);
  });

  it('names the node whose file is changed', async () => {
    await open('nodes.yaml', 'nodes: []\n');
    const { rows } = await changes.answer();
    expect(rows[0].entities).toMatchObject([{ ref: 'resource:default/cp-01' }]);
  });

  it('names the directory of what the catalog does not have yet', async () => {
    await open('kubernetes/apps/media/radarr/ks.yaml', 'kind: x\n');
    const { rows } = await changes.answer();
    expect(rows[0]).toMatchObject({
      entities: [],
      places: ['kubernetes/apps/media/radarr'],
    });
  });

  it('follows a merged one to the cluster, by ancestry', async () => {
    const number = await open(RELEASE, release('sonarr', '1.1.0'));
    const { before, after } = await merge(number);
    const apps: [string, string] = ['flux-system', 'apps'];
    const sonarr: [string, string] = ['media', 'sonarr'];
    clusters.put(
      'lab',
      gitRepository(before),
      kustomization(apps, before),
      kustomization(sonarr, before),
      helmRelease(sonarr),
    );
    expect(await legs()).toEqual(['done', 'waiting', 'waiting', 'waiting']);

    // Somebody else's commit on top: the merge is in it all the same.
    const newest = await commit('main', 'README.md', '# Lab\n');
    expect(newest).not.toBe(after);
    clusters.put('lab', gitRepository(newest), kustomization(apps, newest));
    expect(await legs()).toEqual(['done', 'done', 'waiting', 'waiting']);

    clusters.put(
      'lab',
      kustomization(sonarr, newest),
      helmRelease(sonarr, { status: { observedGeneration: 0 } }),
    );
    expect(await legs()).toEqual(['done', 'done', 'done', 'waiting']);

    clusters.put('lab', helmRelease(sonarr));
    expect(await legs()).toEqual(['done', 'done', 'done', 'done']);
    const { rows } = await changes.answer();
    expect(rows[0].legs!.map(({ leg }) => leg)).toEqual(CHANGE_LEGS);
    expect(rows[0].legs![0].at).toBe(rows[0].mergedAt);
  });

  it('says when each leg was done, of what Flux remembers', async () => {
    const number = await open(RELEASE, release('sonarr', '1.1.0'));
    const { after } = await merge(number);
    const [{ mergedAt }] = (await changes.answer()).rows;
    const since = (ms: number) =>
      new Date(Date.parse(mergedAt!) + ms).toISOString();
    const sonarr: [string, string] = ['media', 'sonarr'];
    clusters.put(
      'lab',
      gitRepository(after, {
        status: {
          artifact: {
            revision: `main@sha1:${after}`,
            lastUpdateTime: since(1_000),
          },
        },
      }),
      kustomization(['flux-system', 'apps'], after),
      kustomization(sonarr, after, {
        status: {
          history: [
            {
              firstReconciled: since(4_000),
              lastReconciled: since(3_600_000),
              lastReconciledStatus: 'ReconciliationSucceeded',
              metadata: { revision: `main@sha1:${after}` },
            },
          ],
        },
      }),
      helmRelease(sonarr, {
        status: {
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              observedGeneration: 1,
              lastTransitionTime: since(30_000),
            },
          ],
        },
      }),
    );
    const { rows } = await changes.answer();
    expect(rows[0].legs).toEqual([
      { leg: 'merged', state: 'done', at: mergedAt },
      { leg: 'fetched', state: 'done', at: since(1_000) },
      { leg: 'applied', state: 'done', at: since(4_000) },
      { leg: 'ready', state: 'done', at: since(30_000) },
    ]);
  });

  it.each([
    ['what has failed', FAILED, 'the path does not exist'],
    ['what is tried again', RETRYING, 'missing.yaml: no such file'],
    [
      'what has never succeeded since its last edit',
      { ...RETRYING, observedGeneration: 0 },
      'missing.yaml: no such file',
    ],
  ])('says that a merged one is stuck at %s', async (_what, status, reason) => {
    const number = await open(RELEASE, release('sonarr', '1.1.0'));
    const { before, after } = await merge(number);
    clusters.put(
      'lab',
      gitRepository(after),
      kustomization(['flux-system', 'apps'], after),
      kustomization(['media', 'sonarr'], before, { status }),
      helmRelease(['media', 'sonarr']),
    );
    expect(await legs()).toEqual(['done', 'done', 'stuck', 'waiting']);
    const { rows } = await changes.answer();
    expect(rows[0].legs![2].reason).toBe(
      `Kustomization media/sonarr: ${reason}`,
    );
  });

  it('is stuck below a Kustomization that is suspended', async () => {
    const number = await open(
      `${SONARR}/ks.yaml`,
      LAB_SEED.get(`${SONARR}/ks.yaml`)!.replace('1h', '2h'),
    );
    const { before, after } = await merge(number);
    clusters.put(
      'lab',
      gitRepository(after),
      kustomization(['flux-system', 'apps'], before, {
        spec: { suspend: true },
      }),
      kustomization(['media', 'sonarr'], before),
      helmRelease(['media', 'sonarr']),
    );
    expect(await legs()).toEqual(['done', 'done', 'stuck', 'waiting']);
    const { rows } = await changes.answer();
    expect(rows[0].legs![2].reason).toMatch(/flux-system\/apps is suspended/);
  });

  it('says that no Kustomization brings a node to the cluster', async () => {
    await merge(await open('nodes.yaml', 'nodes: []\n'));
    clusters.put('lab', gitRepository('0'.repeat(40)));
    expect(await legs()).toEqual(['done', 'none', 'none', 'none']);
  });

  it('can not tell where a revision stands that the forge does not know', async () => {
    await merge(await open(RELEASE, release('sonarr', '1.1.0')));
    const strange = 'f'.repeat(40);
    clusters.put(
      'lab',
      gitRepository(strange),
      kustomization(['flux-system', 'apps'], strange),
      kustomization(['media', 'sonarr'], strange),
    );
    expect(await legs()).toEqual(['done', 'unknown', 'unknown', 'waiting']);
  });

  it('can not tell anything while the cluster is silent', async () => {
    await merge(await open(RELEASE, release('sonarr', '1.1.0')));
    clusters.setState('lab', {
      status: 'unreachable',
      message: 'lab does not answer.',
    });
    expect(await legs()).toEqual(['done', 'unknown', 'unknown', 'unknown']);
    const { rows } = await changes.answer();
    expect(rows[0].legs![1].reason).toBe('lab does not answer.');
  });

  it('keeps what was known while the forge fails, with its age, and says so', async () => {
    await open(RELEASE, release('sonarr', '1.1.0'));
    await changes.answer();
    const asOf = new Date(now).toISOString();
    const undo = lab.forge.fault({ kind: 'down' });
    later(60_000);
    const failed = await changes.answer();
    expect(failed.sources).toMatchObject([
      {
        status: 'stale',
        asOf,
        message: expect.stringMatching(
          /did not answer while listing pull requests\.$/,
        ),
        nextStep: expect.stringMatching(/is up and can be reached/),
      },
    ]);
    expect(failed.rows).toMatchObject([{ number: 1, asOf }]);
    later(60_000);
    const still = await changes.answer();
    expect(still.sources[0].since).toBe(failed.sources[0].since);
    undo();
    later(60_000);
    const again = await changes.answer();
    expect(again.sources[0].status).toBe('live');
    expect(again.rows[0].asOf).toBeUndefined();
  });

  it('says that nothing is known when the forge never answered', async () => {
    lab.forge.fault({ kind: 'status', status: 401 });
    const { rows, sources } = await changes.answer();
    expect(rows).toEqual([]);
    expect(sources).toMatchObject([{ status: 'unauthenticated' }]);
  });

  it('asks the forge once, however many ask, and not again for what can not change', async () => {
    await open(RELEASE, release('sonarr', '1.1.0'));
    const realFetch = globalThis.fetch;
    jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
      requests.push(new URL(String(url)).pathname.replace(/.*home-ops/, ''));
      return realFetch(url, init);
    });
    await Promise.all(Array.from({ length: 20 }, () => changes.answer()));
    const first = requests.splice(0);
    expect(first.filter(path => path === '/pulls')).toHaveLength(2);
    expect(first.filter(path => path === '/pulls/1/files')).toHaveLength(1);
    later(6_000);
    await changes.answer();
    expect(requests).toEqual(['/pulls', '/pulls']);
  });
});
