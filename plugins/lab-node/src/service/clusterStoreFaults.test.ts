import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { KindRef } from '@homestage/backstage-plugin-lab-common';
import { waitFor } from '@homestage/sandbox/testUtils';
import { SandboxApi } from '../__testUtils__/SandboxApi';
import { seededRandom } from '../__testUtils__/seededRandom';
import { FAST, clustersConfig } from '../__testUtils__/storeFixture';
import { createClusterStore } from './createClusterStore';
import type { StoppableClusterStore } from './createClusterStore';

const CONFIG_MAP: KindRef = { group: '', kind: 'ConfigMap' };
const WIDGET: KindRef = { group: 'example.org', kind: 'Widget' };

const MAPS = '/api/v1/namespaces/default/configmaps';
const WIDGETS = '/apis/example.org/v1/namespaces/default/widgets';
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

const TIMEOUT_MS = 60_000;

const directory = createMockDirectory();
let sandbox: SandboxApi;
let store: StoppableClusterStore;

const configMap = (name: string, value = '') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data: { value },
});

const widgetOf = (name: string) => ({
  apiVersion: 'example.org/v1',
  kind: 'Widget',
  metadata: { name, namespace: 'default' },
});

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Namespaced',
    names: {
      kind: 'Widget',
      listKind: 'WidgetList',
      plural: 'widgets',
      singular: 'widget',
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

const configOf = (token: string) => ({
  data: clustersConfig({
    name: 'lab',
    url: sandbox.address.url,
    serviceAccountToken: token,
    caFile: sandbox.address.caFile,
  }),
});

/** Starts the store, and returns how to exchange the token in its configuration. */
function readAs(token: string): (token: string) => void {
  const config = mockServices.rootConfig(configOf(token));
  store = createClusterStore({
    config,
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    timings: { ...FAST, requestTimeoutMs: 5_000, pageSize: 50 },
  });
  return renewed => config.update(configOf(renewed));
}

const viewer = () => sandbox.address.tokens.viewer;

const stateOf = (kind: KindRef) => store.snapshot('lab', kind).state;

/** What the API itself says now. */
async function freshList(path: string): Promise<string[]> {
  const { items = [] } = await sandbox.must('GET', path);
  return items.map(
    ({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`,
  );
}

/** The law of the store: in the end it shows what a fresh list would. */
async function expectFresh(kind: KindRef, path: string): Promise<void> {
  await waitFor(
    async () => {
      const fresh = await freshList(path);
      const { items, state } = store.snapshot('lab', kind);
      expect(state.status).toBe('live');
      expect(
        items
          .filter(({ metadata }) => metadata.namespace === 'default')
          .map(
            ({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`,
          ),
      ).toEqual(fresh);
    },
    { timeoutMs: 20_000 },
  );
}

beforeAll(async () => {
  sandbox = await SandboxApi.start(directory.path);
}, TIMEOUT_MS);

afterAll(() => sandbox.kill());

beforeEach(async () => {
  for (let index = 0; index < 120; index += 1) {
    await sandbox.request('POST', MAPS, configMap(`map-${index}`));
  }
});

afterEach(async () => {
  store.stop();
  await sandbox.mend();
});

describe('a cluster store on the embedded lab’s API, in another process', () => {
  it(
    'reads over TLS, in pages, what a fresh list holds',
    async () => {
      readAs(viewer());
      await store.settled('lab', CONFIG_MAP);
      await expectFresh(CONFIG_MAP, MAPS);
      const { kinds } = store.servedKinds('lab');
      expect(kinds.find(({ kind }) => kind === 'Deployment')).toEqual(
        expect.objectContaining({
          group: 'apps',
          version: 'v1',
          plural: 'deployments',
        }),
      );
      expect(kinds.some(({ kind }) => kind === 'Secret')).toBe(false);
    },
    TIMEOUT_MS,
  );

  it(
    'catches up after the API was away',
    async () => {
      readAs(viewer());
      await store.settled('lab', CONFIG_MAP);
      await sandbox.fault({ type: 'down', seconds: 1 });
      await waitFor(() => expect(stateOf(CONFIG_MAP).status).toBe('stale'));
      expect(store.snapshot('lab', CONFIG_MAP).items.length).toBeGreaterThan(
        100,
      );
      await waitFor(() =>
        sandbox.must('POST', MAPS, configMap(`back-${Date.now()}`)),
      );
      await expectFresh(CONFIG_MAP, MAPS);
    },
    TIMEOUT_MS,
  );

  it(
    'forgets what a killed and restarted API does not know any more',
    async () => {
      readAs(viewer());
      await store.settled('lab', CONFIG_MAP);
      await sandbox.kill();
      await waitFor(() => expect(stateOf(CONFIG_MAP).status).toBe('stale'));
      await sandbox.restart();
      await sandbox.must('POST', MAPS, configMap('only-one'));
      await expectFresh(CONFIG_MAP, MAPS);
      expect(store.stats()[0].objects).toBe(
        (await freshList('/api/v1/configmaps')).length,
      );
    },
    TIMEOUT_MS,
  );

  const cut = { type: 'cut', afterBytes: 300, times: 3 };
  const endWatches = { type: 'endWatches' };

  it.each([
    {
      trouble: 'a watch cut in the middle of an event',
      faults: [cut, endWatches],
      trace: { watches: 3 },
    },
    {
      trouble: 'expired versions',
      faults: [{ type: 'answer', code: 503, verb: 'watch' }, endWatches],
      afterChanges: () =>
        sandbox.fault({ type: 'expire' }).then(() => sandbox.mend()),
      trace: { relists: 1 },
    },
    {
      trouble: '410 to watches',
      faults: [
        { type: 'answer', code: 410, times: 2, verb: 'watch' },
        endWatches,
      ],
      trace: { relists: 1 },
    },
    {
      trouble: '429 to everything',
      faults: [
        { type: 'answer', code: 429, retryAfterSeconds: 1, times: 4 },
        endWatches,
      ],
      trace: { failure: '429' },
    },
    {
      trouble: '500 to everything',
      faults: [{ type: 'answer', code: 500, times: 8 }, endWatches],
      trace: { failure: '500' },
    },
    {
      trouble: 'slow answers',
      faults: [{ type: 'delay', milliseconds: 300, times: 10 }, endWatches],
      trace: { watches: 2 },
    },
  ])(
    'equals a fresh list after $trouble',
    async ({ faults, afterChanges, trace }) => {
      readAs(viewer());
      await store.settled('lab', CONFIG_MAP);
      await waitFor(() => expect(store.stats()[0].watches).toBe(1));
      for (const { verb, ...fault } of faults as Array<{ verb?: string }>) {
        await sandbox.fault({ ...fault, match: { user: 'viewer', verb } });
      }
      for (let index = 0; index < 10; index += 1) {
        const map = configMap(`map-${index}`, `${Date.now()}`);
        await sandbox.must('PUT', `${MAPS}/map-${index}`, map);
      }
      await sandbox.must('DELETE', `${MAPS}/map-20`);
      await afterChanges?.();
      await expectFresh(CONFIG_MAP, MAPS);
      const { relists, watches, lastFailure = '' } = store.stats()[0];
      expect(relists).toBeGreaterThanOrEqual(trace.relists ?? 0);
      expect(watches).toBeGreaterThanOrEqual(trace.watches ?? 0);
      expect(lastFailure).toContain(trace.failure ?? '');
    },
    TIMEOUT_MS,
  );

  it(
    'says that a wrong token is refused, and goes on when the configuration has a right one',
    async () => {
      const renew = readAs('wrong');
      expect((await store.settled('lab', CONFIG_MAP)).state).toMatchObject({
        status: 'unauthenticated',
        message: expect.not.stringContaining('wrong'),
      });
      renew(viewer());
      await expectFresh(CONFIG_MAP, MAPS);
    },
    TIMEOUT_MS,
  );

  it(
    'survives the rotation of its token',
    async () => {
      const renew = readAs(viewer());
      await store.settled('lab', CONFIG_MAP);
      const rotated = await sandbox.rotateToken();
      await sandbox.must(
        'PUT',
        `${MAPS}/map-1`,
        configMap('map-1', 'after the rotation'),
      );
      await waitFor(() =>
        expect(stateOf(CONFIG_MAP).status).toBe('unauthenticated'),
      );
      renew(rotated);
      await expectFresh(CONFIG_MAP, MAPS);
      sandbox.address.tokens.viewer = rotated;
    },
    TIMEOUT_MS,
  );

  it(
    'says what it may not read, and what to allow',
    async () => {
      readAs(sandbox.address.tokens.blind);
      const { state } = await store.settled('lab', CONFIG_MAP);
      expect(state).toMatchObject({
        status: 'forbidden',
        nextStep: expect.stringContaining(
          'Allow get, list and watch for ConfigMap',
        ),
      });
    },
    TIMEOUT_MS,
  );

  it(
    'begins with a definition and ends with it',
    async () => {
      readAs(viewer());
      expect((await store.settled('lab', WIDGET)).state.status).toBe('absent');
      await sandbox.must('POST', DEFINITIONS, definition);
      await waitFor(() => sandbox.must('POST', WIDGETS, widgetOf('first')));
      await expectFresh(WIDGET, WIDGETS);
      await sandbox.must('DELETE', `${DEFINITIONS}/widgets.example.org`);
      await waitFor(() => expect(stateOf(WIDGET).status).toBe('absent'));
      expect(store.snapshot('lab', WIDGET).items).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it.each([1, 2, 3])(
    'equals a fresh list after random changes and faults, seed %d',
    async seed => {
      const random = seededRandom(seed);
      const pick = <T>(choices: readonly T[]) =>
        choices[Math.floor(random() * choices.length)];
      const forViewer = { match: { user: 'viewer' } };
      const actions: Array<() => Promise<unknown>> = [
        () =>
          sandbox.request(
            'POST',
            MAPS,
            configMap(`map-${Math.floor(random() * 60)}`, 'made'),
          ),
        () =>
          sandbox.request(
            'POST',
            MAPS,
            configMap(`churn-${Math.floor(random() * 60)}`, 'made'),
          ),
        () => {
          const name = `churn-${Math.floor(random() * 60)}`;
          return sandbox.request(
            'PUT',
            `${MAPS}/${name}`,
            configMap(name, `${random()}`),
          );
        },
        () =>
          sandbox.request(
            'DELETE',
            `${MAPS}/churn-${Math.floor(random() * 60)}`,
          ),
        () =>
          sandbox.request('DELETE', `${MAPS}/map-${Math.floor(random() * 60)}`),
      ];
      const faults = [
        { type: 'endWatches' },
        { type: 'expire' },
        {
          type: 'cut',
          afterBytes: Math.floor(random() * 3000),
          times: 1,
          ...forViewer,
        },
        { type: 'answer', code: 500, times: 2, ...forViewer },
        { type: 'answer', code: 410, times: 1, ...forViewer },
        { type: 'answer', code: 503, times: 1, ...forViewer },
        { type: 'delay', milliseconds: 50, times: 2, ...forViewer },
      ];
      readAs(viewer());
      await store.settled('lab', CONFIG_MAP);
      for (let step = 0; step < 300; step += 1) {
        await (random() < 0.12 ? sandbox.fault(pick(faults)) : pick(actions)());
      }
      await sandbox.mend();
      await expectFresh(CONFIG_MAP, MAPS);
      const { lists, watches } = store.stats()[0];
      expect(lists + watches).toBeGreaterThan(4);
    },
    TIMEOUT_MS,
  );
});
