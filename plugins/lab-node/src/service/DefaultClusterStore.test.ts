import { waitFor } from '@homestage/sandbox/testUtils';
import { FakeKubeApi, refuse } from '../__testUtils__/FakeKubeApi';
import type { FakeFault } from '../__testUtils__/FakeKubeApi';
import {
  DEFINITIONS,
  WIDGET,
  WIDGETS,
  clustersConfig,
  labStore,
  stopStores,
  storeOf,
  widget,
} from '../__testUtils__/storeFixture';
import type { ClusterStore, KindChange } from '../types/ClusterStore';

// A loaded machine takes its time; what is waited for is a fact, not a time.
let api: FakeKubeApi;

beforeEach(async () => {
  api = await FakeKubeApi.start(WIDGETS, DEFINITIONS);
});

afterEach(async () => {
  stopStores();
  await api.kill();
});

const names = (store: ClusterStore, cluster = 'lab') =>
  store.snapshot(cluster, WIDGET).items.map(item => item.metadata.name);

const versions = (objects: readonly { metadata: Record<string, unknown> }[]) =>
  objects.map(({ metadata }) => [metadata.name, metadata.resourceVersion]);

/** The law of the store: in the end it shows what a fresh list would. */
const expectFresh = (store: ClusterStore) =>
  waitFor(() => {
    const { items, state } = store.snapshot('lab', WIDGET);
    expect(state.status).toBe('live');
    expect(versions(items)).toEqual(versions(api.fresh('widgets')));
  });

const status = (store: ClusterStore, cluster = 'lab') =>
  store.snapshot(cluster, WIDGET).state.status;

const isWidgetList: FakeFaultFilter = ({ path, isWatch }) =>
  path.endsWith('/widgets') && !isWatch;
const isWidgetWatch: FakeFaultFilter = ({ path, isWatch }) =>
  path.endsWith('/widgets') && isWatch;

type FakeFaultFilter = (request: Parameters<FakeFault>[0]) => boolean;

const answering =
  (filter: FakeFaultFilter, code: number, headers = {}): FakeFault =>
  (request, response) => {
    if (!filter(request)) {
      return false;
    }
    refuse(response, code, headers);
    return true;
  };

describe('reading a kind', () => {
  it('reads the whole collection page by page, sorted by namespace and name', async () => {
    for (const name of ['d', 'b', 'a', 'c', 'e', 'g', 'f']) {
      api.put('widgets', widget(name));
    }
    api.put(
      'widgets',
      widget('z', { metadata: { name: 'z', namespace: 'a-b' } }),
    );
    api.put(
      'widgets',
      widget('y', { metadata: { name: 'y', namespace: 'a' } }),
    );
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    expect(names(store)).toEqual(['y', 'z', 'a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(api.countOf(isWidgetList)).toBe(3);
  });

  it('keeps neither managed fields nor the last-applied annotation, and freezes what it keeps', async () => {
    api.put('widgets', widget('a'));
    const store = labStore(api.url);
    const { items } = await store.settled('lab', WIDGET);
    expect(items[0].metadata).not.toHaveProperty('managedFields');
    expect(items[0].metadata.annotations).toEqual({ kept: 'yes' });
    expect(Object.isFrozen(items[0].metadata.annotations)).toBe(true);
    expect(Object.isFrozen(items)).toBe(true);
  });

  it('follows what is added, changed and deleted', async () => {
    api.put('widgets', widget('a'));
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    api.put('widgets', widget('b'));
    api.put('widgets', widget('a', { spec: { size: 2 } }));
    await waitFor(() => expect(names(store)).toEqual(['a', 'b']));
    api.remove('widgets', widget('a'));
    await expectFresh(store);
    expect(names(store)).toEqual(['b']);
  });

  it('costs one list and one watch, however many ask', async () => {
    api.put('widgets', widget('a'));
    const store = labStore(api.url);
    await Promise.all(
      Array.from({ length: 20 }, () => store.settled('lab', WIDGET)),
    );
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    await waitFor(() => expect(store.stats()[0].watches).toBe(1));
    expect(api.countOf(isWidgetList)).toBe(1);
    expect(api.countOf(isWidgetWatch)).toBe(1);
    expect(store.stats()).toEqual([
      expect.objectContaining({
        objects: 1,
        lists: 1,
        relists: 0,
        watches: 1,
        status: 'live',
      }),
    ]);
    expect(store.stats()[0].approximateBytes).toBeGreaterThan(100);
  });

  it('shows the same revision until something changes', async () => {
    api.put('widgets', widget('a'));
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    const before = store.snapshot('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.bookmark('widgets');
    api.end('widgets');
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    expect(store.snapshot('lab', WIDGET).revision).toBe(before.revision);
    expect(store.snapshot('lab', WIDGET).items).toBe(before.items);
    api.put('widgets', widget('b'));
    await waitFor(() =>
      expect(store.snapshot('lab', WIDGET).revision).not.toBe(before.revision),
    );
    expect(before.items).toHaveLength(1);
  });

  it('tells a listener once about many changes of one tick, after they can be seen', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    const told: Array<{ changes: readonly KindChange[]; seen: number }> = [];
    store.subscribe([WIDGET], changes => {
      told.push({ changes, seen: names(store).length });
    });
    const lines = Array.from({ length: 50 }, (_, index) => {
      const object = widget(`w${index}`);
      object.metadata.resourceVersion = `${5000 + index}`;
      return `${JSON.stringify({ type: 'ADDED', object })}\n`;
    });
    api.send('widgets', lines.join(''));
    await waitFor(() => expect(names(store)).toHaveLength(50));
    await waitFor(() => expect(told.at(-1)?.seen).toBe(50));
    expect(told.length).toBeLessThan(5);
    expect(told[0].changes).toEqual([
      { cluster: 'lab', kind: WIDGET, revision: expect.any(String) },
    ]);
  });

  it('goes on when a listener throws, and tells nobody who has left', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    const told: string[] = [];
    store.subscribe([WIDGET], () => {
      throw new Error('a bug of the listener');
    });
    store.subscribe([WIDGET], () => told.push('stays'));
    store.subscribe([WIDGET], () => told.push('left'))();
    api.put('widgets', widget('a'));
    await waitFor(() => expect(told).toContain('stays'));
    expect(told).not.toContain('left');
  });

  it('leaves out and counts objects without a name, and events of no known type', async () => {
    api.misbehaveOnce((request, response) => {
      if (!isWidgetList(request)) {
        return false;
      }
      const items = [widget('a'), {}, null, 7, { metadata: {} }];
      response.end(
        JSON.stringify({ metadata: { resourceVersion: '1001' }, items }),
      );
      return true;
    });
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.send(
      'widgets',
      '{"type":"SURPRISE"}\n{"type":"ADDED","object":{}}\nnull\n',
    );
    api.put('widgets', widget('b'));
    await waitFor(() => expect(names(store)).toEqual(['a', 'b']));
    expect(store.stats()[0]).toMatchObject({ oddObjects: 5, oddEvents: 2 });
  });

  it('releases a kind that nobody asks for, and reads it anew when somebody does', async () => {
    const store = labStore(api.url, { idleReleaseMs: 40 });
    await store.settled('lab', WIDGET);
    const undo = store.subscribe([WIDGET], () => undefined);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    undo();
    await waitFor(() => expect(store.stats()).toEqual([]));
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(false));
    expect((await store.settled('lab', WIDGET)).state.status).toBe('live');
  });

  it('ends every request when it is stopped', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    store.stop();
    await waitFor(() => {
      expect(api.hasWatcher('widgets')).toBe(false);
      expect(api.hasWatcher('customresourcedefinitions')).toBe(false);
    });
    expect(status(store)).toBe('live');
  });
});

describe('what it refuses', () => {
  it('never reads Secrets', () => {
    const store = labStore(api.url);
    const secrets = { group: '', kind: 'Secret' };
    expect(() => store.snapshot('lab', secrets)).toThrow(
      'Secrets are never read',
    );
    expect(() => store.subscribe([secrets], () => undefined)).toThrow(
      /never read/,
    );
    expect(api.requests).toEqual([]);
  });

  it('names the clusters there are when asked for another', () => {
    expect(() => labStore(api.url).snapshot('moon', WIDGET)).toThrow(
      'There is no cluster moon in kubernetes.clusterLocatorMethods; there is: lab',
    );
  });

  it('stops waiting for a kind when the caller gives up', async () => {
    api.misbehave(request => isWidgetList(request));
    const store = labStore(api.url);
    const controller = new AbortController();
    const settled = store.settled('lab', WIDGET, { signal: controller.signal });
    controller.abort(new Error('gave up'));
    await expect(settled).rejects.toThrow('gave up');
  });
});

describe('faults of the API', () => {
  beforeEach(() => {
    api.put('widgets', widget('a'));
    api.put('widgets', widget('b'));
  });

  it('keeps the last facts, marked stale with their age, while the API is away, and catches up after', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    await api.kill();
    await waitFor(() => expect(status(store)).toBe('stale'));
    const { items, state } = store.snapshot('lab', WIDGET);
    expect(items).toHaveLength(2);
    expect(state.asOf).toBeDefined();
    expect(state.message).toContain('lab does not answer');
    api.put('widgets', widget('c'));
    api.remove('widgets', widget('a'));
    await api.listen();
    await expectFresh(store);
    // The version it had is still known to the API, so nothing is listed again.
    expect(store.stats()[0].relists).toBe(0);
  });

  it('is unreachable when the API was never there, and begins by itself when it comes', async () => {
    await api.kill();
    const store = labStore(api.url);
    const { state } = await store.settled('lab', WIDGET);
    expect(state).toMatchObject({
      status: 'unreachable',
      nextStep: expect.any(String),
    });
    expect(state.asOf).toBeUndefined();
    await api.listen();
    await expectFresh(store);
  });

  it('resumes after a cut in the middle of an event, losing nothing and listing nothing', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.put('widgets', widget('c'), { silently: true });
    api.send(
      'widgets',
      '{"type":"ADDED","object":{"apiVersion":"example.org/v1","kind":"Wid',
    );
    api.cut('widgets');
    await expectFresh(store);
    expect(names(store)).toContain('c');
    expect(store.stats()[0].relists).toBe(0);
  });

  it('survives lines that arrive byte by byte, through the middle of characters', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    const object = widget('größe', { spec: { note: '日本語 🏠' } });
    object.metadata.resourceVersion = '9001';
    const bytes = Buffer.from(`${JSON.stringify({ type: 'ADDED', object })}\n`);
    for (const byte of bytes) {
      api.send('widgets', Buffer.from([byte]) as unknown as string);
    }
    await waitFor(() => {
      const added = store
        .snapshot('lab', WIDGET)
        .items.find(item => item.metadata.name === 'größe');
      expect(added?.spec.note).toBe('日本語 🏠');
    });
  });

  it('lists again when the version it watches from has expired', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.put('widgets', widget('c'), { silently: true });
    api.expire();
    api.cut('widgets');
    await expectFresh(store);
    expect(store.stats()[0].relists).toBe(1);
  });

  it('lists again when an event says that the version has expired', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.put('widgets', widget('c'), { silently: true });
    api.send(
      'widgets',
      `${JSON.stringify({
        type: 'ERROR',
        object: { kind: 'Status', code: 410 },
      })}\n`,
    );
    await expectFresh(store);
    expect(store.stats()[0].relists).toBe(1);
  });

  it('begins the list anew when a page has expired', async () => {
    for (const name of ['c', 'd', 'e', 'f']) {
      api.put('widgets', widget(name));
    }
    api.misbehaveOnce(
      answering(
        request => isWidgetList(request) && request.query.has('continue'),
        410,
      ),
    );
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await expectFresh(store);
    expect(names(store)).toHaveLength(6);
  });

  it('moves on with bookmarks, so that a quiet kind does not expire', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    const asOf = () =>
      Date.parse(store.snapshot('lab', WIDGET).state.asOf ?? '');
    const before = asOf();
    await waitFor(() => expect(Date.now()).toBeGreaterThan(before));
    api.expire();
    api.bookmark('widgets');
    await waitFor(() => expect(asOf()).toBeGreaterThan(before));
    api.cut('widgets');
    await expectFresh(store);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    expect(store.stats()[0].relists).toBe(0);
  });

  it.each([
    ['a failure of the server', 500, 'unreachable'],
    ['a proxy without a server', 502, 'unreachable'],
    ['too many requests', 429, 'unreachable'],
    ['a refused credential', 401, 'unauthenticated'],
    ['a kind it may not read', 403, 'forbidden'],
  ])(
    'says so and recovers after %s on the list',
    async (_fault, code, expected) => {
      const undo = api.misbehave(answering(isWidgetList, code));
      const store = labStore(api.url);
      expect((await store.settled('lab', WIDGET)).state.status).toBe(expected);
      undo();
      await expectFresh(store);
    },
  );

  it('recovers from a failing watch without listing again', async () => {
    let failures = 0;
    api.misbehave((request, response) => {
      if (!isWidgetWatch(request) || failures >= 3) {
        return false;
      }
      failures += 1;
      refuse(response, 500);
      return true;
    });
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    expect(failures).toBe(3);
    await expectFresh(store);
    expect(api.countOf(isWidgetList)).toBe(1);
  });

  it('waits as long as the API asks it to', async () => {
    api.misbehaveOnce(answering(isWidgetList, 429, { 'retry-after': '1' }));
    const store = labStore(api.url);
    const startedAt = Date.now();
    await expectFresh(store);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
  });

  it('gives up on an answer that never comes', async () => {
    const undo = api.misbehave(isWidgetList);
    const store = labStore(api.url, { requestTimeoutMs: 50 });
    const { state } = await store.settled('lab', WIDGET);
    expect(state.status).toBe('unreachable');
    expect(state.message).toMatch(/said nothing/);
    undo();
    await expectFresh(store);
  });

  it('opens a silent watch anew, and so finds out what it missed', async () => {
    const store = labStore(api.url, { silenceTimeoutMs: 80 });
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.put('widgets', widget('c'), { silently: true });
    await expectFresh(store);
    expect(names(store)).toContain('c');
  });

  it('takes an answer that is no list for a failure, not for an empty one', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.misbehave((request, response) => {
      if (!isWidgetList(request)) {
        return false;
      }
      response.end('<html>Login</html>');
      return true;
    });
    api.expire();
    api.cut('widgets');
    await waitFor(() => expect(status(store)).toBe('stale'));
    expect(names(store)).toEqual(['a', 'b']);
  });

  it('does not hammer an API that ends every watch at once', async () => {
    api.misbehave((request, response) => {
      if (!isWidgetWatch(request)) {
        return false;
      }
      response.writeHead(200).end();
      return true;
    });
    const store = labStore(api.url, {
      firstBackoffMs: 100,
      maxBackoffMs: 1000,
    });
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.countOf(isWidgetWatch)).toBeGreaterThan(2));
    const startedAt = Date.now();
    const before = api.countOf(isWidgetWatch);
    await waitFor(() =>
      expect(api.countOf(isWidgetWatch)).toBeGreaterThan(before),
    );
    expect(Date.now() - startedAt).toBeGreaterThan(100);
  });

  it('shows nothing any more of a kind it may no longer read', async () => {
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    const undo = api.misbehave(
      answering(request => request.path.endsWith('/widgets'), 403),
    );
    api.expire();
    api.cut('widgets');
    // The watch is refused first, which the list then is too.
    await waitFor(() => expect(status(store)).toBe('forbidden'));
    expect(names(store)).toEqual([]);
    undo();
    await expectFresh(store);
  });

  it('watches again soon after an API that starts has refused everything', async () => {
    const store = labStore(api.url, { forbiddenRetryMs: 600_000 });
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    let refusals = 0;
    const kept: string[][] = [];
    api.misbehave((request, response) => {
      kept.push(names(store));
      if (!request.path.endsWith('/widgets') || refusals >= 3) {
        return false;
      }
      refusals += 1;
      refuse(response, 403);
      return true;
    });
    api.cut('widgets');
    await waitFor(() => expect(refusals).toBe(3));
    // The first refusals cost no facts.
    expect(new Set(kept.map(each => each.join()))).toEqual(new Set(['a,b']));
    api.put('widgets', widget('c'));
    await expectFresh(store);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
  });

  it('watches again soon after an API that was long away has refused everything', async () => {
    const store = labStore(api.url, { forbiddenRetryMs: 600_000 });
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    let answers = 0;
    api.misbehave((request, response) => {
      if (!request.path.endsWith('/widgets') || answers >= 9) {
        return false;
      }
      answers += 1;
      // Away for longer than any wait grows, then at its start.
      refuse(response, answers <= 6 ? 503 : 403);
      return true;
    });
    api.cut('widgets');
    await waitFor(() => expect(answers).toBe(9));
    api.put('widgets', widget('c'));
    await expectFresh(store);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
  });

  it('rarely asks for what it may not read', async () => {
    const polled = { ...WIDGETS, kind: 'Gadget', plural: 'gadgets' };
    api.kinds.push({ ...polled, verbs: ['list'] });
    api.misbehave(answering(request => request.path.endsWith('/widgets'), 403));
    const store = labStore(api.url, { forbiddenRetryMs: 600_000 });
    const { state } = await store.settled('lab', WIDGET);
    expect(state.status).toBe('forbidden');
    // 5, 10, 20 and 40 ms at least between these, then nothing for ten minutes,
    // while a kind that is read every 20 ms is.
    await waitFor(() => expect(api.countOf(isWidgetList)).toBe(5));
    await store.settled('lab', { group: polled.group, kind: polled.kind });
    const polls = () =>
      api.countOf(({ path }) => path.endsWith(`/${polled.plural}`));
    const before = polls();
    await waitFor(() => expect(polls()).toBeGreaterThan(before + 10));
    expect(api.countOf(isWidgetList)).toBe(5);
  });

  it('polls a kind that may be listed and not watched', async () => {
    api.misbehave(answering(isWidgetWatch, 403));
    const store = labStore(api.url);
    const { state } = await store.settled('lab', WIDGET);
    expect(state.status).toBe('live');
    await waitFor(() =>
      expect(store.snapshot('lab', WIDGET).state.message).toContain(
        'read again every',
      ),
    );
    api.put('widgets', widget('c'));
    await expectFresh(store);
    const { revision } = store.snapshot('lab', WIDGET);
    const lists = api.countOf(isWidgetList);
    await waitFor(() =>
      expect(api.countOf(isWidgetList)).toBeGreaterThan(lists + 2),
    );
    expect(store.snapshot('lab', WIDGET).revision).toBe(revision);
    expect(api.countOf(isWidgetWatch)).toBe(1);
  });
});

describe('kinds that come and go', () => {
  const gadget = { group: 'example.org', kind: 'Gadget' };
  const gadgets = { ...WIDGETS, kind: 'Gadget', plural: 'gadgets' };
  const definition = widget('gadgets.example.org', {
    kind: 'CustomResourceDefinition',
  });

  it('is absent while not installed, and starts by itself when its definition appears', async () => {
    const store = labStore(api.url, { absentIntervalMs: 60_000 });
    expect((await store.settled('lab', gadget)).state.status).toBe('absent');
    await waitFor(() =>
      expect(api.hasWatcher('customresourcedefinitions')).toBe(true),
    );
    api.kinds.push(gadgets);
    api.put('gadgets', widget('g', { kind: 'Gadget' }));
    api.put('customresourcedefinitions', definition);
    await waitFor(() => {
      expect(store.snapshot('lab', gadget).state.status).toBe('live');
      expect(store.snapshot('lab', gadget).items).toHaveLength(1);
    });
  });

  it('starts by itself also where definitions may not be watched', async () => {
    api.misbehave(
      answering(({ path }) => path.endsWith('/customresourcedefinitions'), 403),
    );
    const store = labStore(api.url);
    expect((await store.settled('lab', gadget)).state.status).toBe('absent');
    api.kinds.push(gadgets);
    await waitFor(() =>
      expect(store.snapshot('lab', gadget).state.status).toBe('live'),
    );
  });

  it('becomes absent, and empty, when its definition goes', async () => {
    api.kinds.push(gadgets);
    api.put('gadgets', widget('g', { kind: 'Gadget' }));
    const store = labStore(api.url);
    await store.settled('lab', gadget);
    await waitFor(() => expect(api.hasWatcher('gadgets')).toBe(true));
    api.kinds.splice(api.kinds.indexOf(gadgets), 1);
    api.end('gadgets');
    await waitFor(() =>
      expect(store.snapshot('lab', gadget).state.status).toBe('absent'),
    );
    expect(store.snapshot('lab', gadget).items).toEqual([]);
  });

  it('moves to another version when the cluster serves another', async () => {
    api.kinds.push(gadgets);
    const store = labStore(api.url);
    await store.settled('lab', gadget);
    await waitFor(() => expect(api.hasWatcher('gadgets')).toBe(true));
    await waitFor(() =>
      expect(api.hasWatcher('customresourcedefinitions')).toBe(true),
    );
    api.kinds.splice(api.kinds.indexOf(gadgets), 1, {
      ...gadgets,
      version: 'v2',
    });
    api.put('customresourcedefinitions', definition);
    await waitFor(() =>
      expect(
        api.countOf(
          ({ path, isWatch }) =>
            isWatch && path === '/apis/example.org/v2/gadgets',
        ),
      ).toBe(1),
    );
    expect(store.snapshot('lab', gadget).state.status).toBe('live');
  });

  it('prefers the version that the cluster prefers, and takes a lesser one for a kind only there', async () => {
    api.kinds.push(
      { ...WIDGETS, version: 'v1beta1' },
      { ...gadgets, version: 'v1beta1' },
    );
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    const { kinds, state } = store.servedKinds('lab');
    expect(state.status).toBe('live');
    expect(kinds.map(({ kind, version }) => [kind, version])).toEqual([
      ['Widget', 'v1'],
      ['Gadget', 'v1beta1'],
      ['CustomResourceDefinition', 'v1'],
    ]);
  });

  it('loses one group only when that group cannot be asked, and does not call its kinds absent', async () => {
    const broken = { group: 'broken.org', kind: 'Gadget' };
    api.kinds.push({ ...gadgets, group: broken.group });
    const undo = api.misbehave(
      answering(({ path }) => path === '/apis/broken.org/v1', 503),
    );
    const store = labStore(api.url);
    expect((await store.settled('lab', WIDGET)).state.status).toBe('live');
    const { state } = await store.settled('lab', broken);
    expect(state.status).toBe('unreachable');
    expect(state.message).toMatch(/does not answer for Gadget.broken.org/);
    undo();
    await waitFor(() =>
      expect(store.snapshot('lab', broken).state.status).toBe('live'),
    );
  });

  it('never offers Secrets among the served kinds', async () => {
    api.kinds.push({
      group: '',
      version: 'v1',
      kind: 'Secret',
      plural: 'secrets',
    });
    api.kinds.push({ group: '', version: 'v1', kind: 'Pod', plural: 'pods' });
    const store = labStore(api.url);
    await store.settled('lab', WIDGET);
    expect(store.servedKinds('lab').kinds.map(({ kind }) => kind)).toEqual([
      'Pod',
      'Widget',
      'CustomResourceDefinition',
    ]);
  });
});

describe('several clusters', () => {
  it('costs the others nothing when one hangs and one is misconfigured', async () => {
    api.put('widgets', widget('a'));
    const hanging = await FakeKubeApi.start(WIDGETS);
    hanging.misbehave(() => true);
    const store = storeOf(
      clustersConfig(
        { name: 'lab', url: api.url },
        { name: 'slow', url: hanging.url },
        { name: 'odd', url: api.url, authProvider: 'google' },
      ),
      { requestTimeoutMs: 60_000 },
    );
    expect((await store.settled('lab', WIDGET)).state.status).toBe('live');
    expect(status(store, 'slow')).toBe('syncing');
    const odd = store.snapshot('odd', WIDGET).state;
    expect(odd.status).toBe('misconfigured');
    expect(odd.message).toContain(
      'kubernetes.clusterLocatorMethods[0].clusters[2].authProvider',
    );
    stopStores();
    await hanging.kill();
  });

  it('keeps objects of the same name apart', async () => {
    const other = await FakeKubeApi.start(WIDGETS);
    api.put('widgets', widget('a'));
    other.put('widgets', widget('b'));
    const store = storeOf(
      clustersConfig(
        { name: 'lab', url: api.url },
        { name: 'attic', url: other.url },
      ),
    );
    await Promise.all([
      store.settled('lab', WIDGET),
      store.settled('attic', WIDGET),
    ]);
    expect([names(store, 'lab'), names(store, 'attic')]).toEqual([
      ['a'],
      ['b'],
    ]);
    expect(store.clusters().map(({ name }) => name)).toEqual(['lab', 'attic']);
    stopStores();
    await other.kill();
  });
});
