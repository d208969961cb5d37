import { WIDGET, widget } from '../__testUtils__/storeFixture';
import { KindStore } from './KindStore';

let now = Date.parse('2026-03-01T12:00:00Z');
let changes = 0;
let revisions = 0;

const create = () =>
  new KindStore({
    cluster: 'lab',
    kind: WIDGET,
    now: () => now,
    freezes: true,
    nextRevision: () => {
      revisions += 1;
      return `r${revisions}`;
    },
    onChange: () => {
      changes += 1;
    },
  });

const at = (name: string, resourceVersion: string, fields: object = {}) => {
  const object = widget(name, { ...fields });
  object.metadata.resourceVersion = resourceVersion;
  return object;
};

const names = (store: KindStore) =>
  store.snapshot().items.map(({ metadata }) => metadata.name);

beforeEach(() => {
  changes = 0;
});

describe('KindStore', () => {
  it('begins in syncing, with no facts and no age', () => {
    const { items, state } = create().snapshot();
    expect(items).toEqual([]);
    expect(state).toEqual({
      source: 'kubernetes/lab/Widget.example.org',
      title: 'Widget on lab',
      cluster: 'lab',
      status: 'syncing',
      since: '2026-03-01T12:00:00.000Z',
      message: 'Widget.example.org of lab are being read for the first time',
    });
  });

  it('changes when its first list is empty, because that is a fact too', () => {
    const store = create();
    store.replace([]);
    expect(changes).toBe(1);
    expect(store.hasFacts()).toBe(true);
  });

  it('does not change when a list tells what it knows', () => {
    const store = create();
    store.replace([at('a', '1'), at('b', '2')]);
    const before = store.snapshot();
    store.replace([at('b', '2'), at('a', '1')]);
    expect(store.snapshot().revision).toBe(before.revision);
    expect(store.snapshot().items).toBe(before.items);
  });

  it('keeps the very objects that did not change', () => {
    const store = create();
    store.replace([at('a', '1'), at('b', '2')]);
    const [a] = store.snapshot().items;
    store.replace([at('a', '1'), at('b', '3')]);
    expect(store.snapshot().items[0]).toBe(a);
    expect(names(store)).toEqual(['a', 'b']);
  });

  it('takes an object made again under its name for another one', () => {
    const store = create();
    store.replace([at('a', '1')]);
    const again = at('a', '1');
    again.metadata.uid = 'another';
    store.apply({ type: 'MODIFIED', object: again });
    expect(store.snapshot().items[0].metadata.uid).toBe('another');
  });

  it('does not change when told again of what it has, or of a deletion of what it has not', () => {
    const store = create();
    store.replace([at('a', '1')]);
    changes = 0;
    store.apply({ type: 'ADDED', object: at('a', '1') });
    store.apply({ type: 'DELETED', object: at('z', '9') });
    expect(changes).toBe(0);
  });

  it('has other snapshots after a change, and leaves those it gave out alone', () => {
    const store = create();
    store.replace([at('a', '1')]);
    const before = store.snapshot();
    store.apply({ type: 'ADDED', object: at('b', '2') });
    expect(before.items).toHaveLength(1);
    expect(names(store)).toEqual(['a', 'b']);
    expect(store.snapshot().revision).not.toBe(before.revision);
  });

  it('changes with its state, and keeps since when only the sentence changes', () => {
    const store = create();
    store.report({ status: 'live', message: 'watched' });
    const { since } = store.snapshot().state;
    now += 5000;
    store.report({ status: 'live', message: 'polled' });
    store.report({ status: 'live', message: 'polled' });
    expect(changes).toBe(2);
    expect(store.snapshot().state).toMatchObject({ message: 'polled', since });
    store.report({ status: 'stale', message: 'gone' });
    expect(store.snapshot().state.since).not.toBe(since);
  });

  it('grows no younger and no other by hearing nothing new', () => {
    const store = create();
    store.replace([at('a', '1')]);
    store.heard();
    const { revision, state } = store.snapshot();
    now += 60_000;
    store.heard();
    expect(store.snapshot().revision).toBe(revision);
    expect(store.snapshot().state.asOf).not.toBe(state.asOf);
  });

  it('forgets objects and age when cleared', () => {
    const store = create();
    store.replace([at('a', '1')]);
    store.heard();
    store.clear();
    expect(store.snapshot().items).toEqual([]);
    expect(store.snapshot().state.asOf).toBeUndefined();
    expect(store.hasFacts()).toBe(false);
    expect(store.stats().approximateBytes).toBe(0);
  });

  it('counts its memory down to nothing again', () => {
    const store = create();
    store.replace([
      at('a', '1'),
      at('b', '2', { spec: { text: 'x'.repeat(1000) } }),
    ]);
    expect(store.stats().approximateBytes).toBeGreaterThan(1000);
    store.apply({ type: 'MODIFIED', object: at('b', '3') });
    expect(store.stats().approximateBytes).toBeLessThan(1000);
    store.apply({ type: 'DELETED', object: at('a', '4') });
    store.apply({ type: 'DELETED', object: at('b', '5') });
    expect(store.stats().approximateBytes).toBe(0);
  });
});
