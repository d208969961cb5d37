import { waitFor } from '@homestage/sandbox/testUtils';
import { FakeKubeApi } from '../__testUtils__/FakeKubeApi';
import {
  DEFINITIONS,
  WIDGET,
  WIDGETS,
  labStore,
  stopStores,
  widget,
} from '../__testUtils__/storeFixture';
import { answering } from '../__testUtils__/widgetRequests';

let api: FakeKubeApi;

beforeEach(async () => {
  api = await FakeKubeApi.start(WIDGETS, DEFINITIONS);
});

afterEach(async () => {
  stopStores();
  await api.kill();
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

  it('keeps its objects while an API that starts does not know its definition', async () => {
    api.kinds.push(gadgets);
    api.put('gadgets', widget('g', { kind: 'Gadget' }));
    const store = labStore(api.url);
    await store.settled('lab', gadget);
    await waitFor(() => expect(api.hasWatcher('gadgets')).toBe(true));
    const seen: unknown[] = [];
    store.subscribe([gadget], () => {
      const { items, state } = store.snapshot('lab', gadget);
      seen.push([state.status, items.length]);
    });
    api.kinds.splice(api.kinds.indexOf(gadgets), 1);
    api.end('gadgets');
    await waitFor(() =>
      expect(store.snapshot('lab', gadget).state).toMatchObject({
        status: 'stale',
        message: expect.stringContaining('or not yet'),
      }),
    );
    api.kinds.push(gadgets);
    await waitFor(() => expect(seen.at(-1)).toEqual(['live', 1]));
    expect(seen).not.toContainEqual([expect.anything(), 0]);
  });

  it('becomes absent at once when its definition goes after its objects', async () => {
    api.kinds.push(gadgets);
    const store = labStore(api.url);
    await store.settled('lab', gadget);
    await waitFor(() => expect(api.hasWatcher('gadgets')).toBe(true));
    const told: string[] = [];
    store.subscribe([gadget], () =>
      told.push(store.snapshot('lab', gadget).state.message),
    );
    api.kinds.splice(api.kinds.indexOf(gadgets), 1);
    api.end('gadgets');
    await waitFor(() =>
      expect(told.at(-1)).toBe('lab does not serve Gadget.example.org'),
    );
    expect(told.join()).not.toContain('or not yet');
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
