import { waitFor } from '@homestage/sandbox/testUtils';
import { FakeKubeApi } from '../__testUtils__/FakeKubeApi';
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
import { expectFresh, names, status } from '../__testUtils__/storedWidgets';
import { isWidgetList, isWidgetWatch } from '../__testUtils__/widgetRequests';
import type { KindChange } from '../types/ClusterStore';

// A loaded machine takes its time; what is waited for is a fact, not a time.
let api: FakeKubeApi;

beforeEach(async () => {
  api = await FakeKubeApi.start(WIDGETS, DEFINITIONS);
});

afterEach(async () => {
  stopStores();
  await api.kill();
});

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
    await expectFresh(store, api);
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
