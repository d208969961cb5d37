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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
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
    await expectFresh(store, api);
    const { revision } = store.snapshot('lab', WIDGET);
    const lists = api.countOf(isWidgetList);
    await waitFor(() =>
      expect(api.countOf(isWidgetList)).toBeGreaterThan(lists + 2),
    );
    expect(store.snapshot('lab', WIDGET).revision).toBe(revision);
    expect(api.countOf(isWidgetWatch)).toBe(1);
  });
});
