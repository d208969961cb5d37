import { waitFor } from '@homestage/sandbox/testUtils';
import { FakeKubeApi, refuse } from '../__testUtils__/FakeKubeApi';
import {
  DEFINITIONS,
  WIDGET,
  WIDGETS,
  labStore,
  stopStores,
  widget,
} from '../__testUtils__/storeFixture';
import { expectFresh, names, status } from '../__testUtils__/storedWidgets';
import {
  answering,
  isWidgetList,
  isWidgetWatch,
} from '../__testUtils__/widgetRequests';

let api: FakeKubeApi;

beforeEach(async () => {
  api = await FakeKubeApi.start(WIDGETS, DEFINITIONS);
});

afterEach(async () => {
  stopStores();
  await api.kill();
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
      await expectFresh(store, api);
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
    await expectFresh(store, api);
    expect(api.countOf(isWidgetList)).toBe(1);
  });

  it('waits as long as the API asks it to', async () => {
    api.misbehaveOnce(answering(isWidgetList, 429, { 'retry-after': '1' }));
    const store = labStore(api.url);
    const startedAt = Date.now();
    await expectFresh(store, api);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
  });

  it('gives up on an answer that never comes', async () => {
    const undo = api.misbehave(isWidgetList);
    const store = labStore(api.url, { requestTimeoutMs: 50 });
    const { state } = await store.settled('lab', WIDGET);
    expect(state.status).toBe('unreachable');
    expect(state.message).toMatch(/said nothing/);
    undo();
    await expectFresh(store, api);
  });

  it('opens a silent watch anew, and so finds out what it missed', async () => {
    const store = labStore(api.url, { silenceTimeoutMs: 80 });
    await store.settled('lab', WIDGET);
    await waitFor(() => expect(api.hasWatcher('widgets')).toBe(true));
    api.put('widgets', widget('c'), { silently: true });
    await expectFresh(store, api);
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
});
