import { lamp } from './__testUtils__/lamps';
import { POD, eventsOf, newStore, refusal } from './__testUtils__/memoryStore';
import { configMap, deployment, pod } from './__testUtils__/objects';
import { StoreEvent } from './ObjectStore';

describe('MemoryObjectStore', () => {
  it('gives a new object identity, time, generation and the next revision', () => {
    const stored = newStore({ namespaces: ['default'] }).create(
      deployment('web'),
    );
    expect(stored.metadata).toMatchObject({
      resourceVersion: '102',
      generation: 1,
      creationTimestamp: '2026-03-01T12:00:00Z',
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(stored.spec.replicas).toBe(1);
  });

  it('hands out objects that cannot be changed', () => {
    const stored = newStore().create(deployment('web'));
    expect(() => {
      stored.spec.template.spec.containers[0].image = 'web:2';
    }).toThrow(TypeError);
  });

  it.each([
    [
      'an object that exists',
      () => configMap('made'),
      409,
      'configmaps "made" already exists',
    ],
    [
      'an unknown namespace',
      () => configMap('x', { metadata: { name: 'x', namespace: 'nowhere' } }),
      404,
      'namespaces "nowhere" not found',
    ],
    [
      'a kind that is not served',
      () => lamp({}),
      404,
      'no matches for kind "Lamp" in version "lab.test/v1"',
    ],
    [
      'no name',
      () => configMap(''),
      422,
      'ConfigMap "" is invalid: metadata.name: Required value',
    ],
    [
      'a name with capitals',
      () => configMap('Big'),
      422,
      'ConfigMap "Big" is invalid: metadata.name: Invalid value: "Big": a lowercase RFC 1123 subdomain',
    ],
    [
      'a pod without containers',
      () => ({ ...pod('x'), spec: {} }),
      422,
      'Pod "x" is invalid: spec.containers: Required value',
    ],
  ])('refuses %s', (_case, object, code, message) => {
    const store = newStore();
    store.create(configMap('made'));
    const error = refusal(() => store.create(object()));
    expect([error.code, error.message]).toEqual([
      code,
      expect.stringContaining(message),
    ]);
  });

  it('makes a name from generateName', () => {
    const stored = newStore().create(
      pod('', { metadata: { generateName: 'web-' } }),
    );
    expect(stored.metadata.name).toMatch(/^web-[0-9a-z]{5}$/);
  });

  describe('update', () => {
    it('raises the generation for the spec alone, and keeps the status', () => {
      const store = newStore();
      const made = store.create(deployment('web'));
      const lit = store.update(
        { ...made, status: { replicas: 1 } },
        { subresource: 'status' },
      );
      const labelled = store.update({
        ...lit,
        metadata: { ...lit.metadata, labels: { a: 'b' } },
      });
      const scaled = store.update({
        ...labelled,
        spec: { ...labelled.spec, replicas: 2 },
        status: {},
      });
      expect(
        [lit, labelled, scaled].map(each => each.metadata.generation),
      ).toEqual([1, 1, 2]);
      expect(scaled.status).toEqual({ replicas: 1 });
    });

    it('keeps no map or list of metadata that has become empty', () => {
      const store = newStore();
      const made = store.create(
        configMap('a', {
          metadata: {
            name: 'a',
            namespace: 'default',
            annotations: { note: 'kept' },
            labels: {},
          },
        }),
      );
      expect(made.metadata.labels).toBeUndefined();
      const { metadata } = store.update({
        ...made,
        metadata: { ...made.metadata, annotations: {}, finalizers: [] },
      });
      expect([metadata.annotations, metadata.finalizers]).toEqual([
        undefined,
        undefined,
      ]);
    });

    it('tells nothing when nothing changed', () => {
      const store = newStore();
      const made = store.create(configMap('a', { data: { b: 'c' } }));
      const { events } = eventsOf(store, 'all');
      expect(store.update(configMap('a', { data: { b: 'c' } }))).toBe(made);
      expect(events).toEqual([]);
    });

    it('refuses an old resource version and another uid', () => {
      const store = newStore();
      const made = store.create(configMap('a'));
      store.update({ ...made, data: { b: 'c' } });
      expect(refusal(() => store.update(made)).message).toBe(
        'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
      );
      const other = configMap('a', {
        metadata: { name: 'a', namespace: 'default', uid: 'other' },
      });
      expect(refusal(() => store.update(other)).code).toBe(409);
    });

    it('refuses a change of a selector', () => {
      const store = newStore();
      const made = store.create(deployment('web'));
      const changed = deployment('other');
      expect(
        refusal(() => store.update({ ...made, spec: changed.spec })).message,
      ).toContain('field is immutable');
    });
  });

  describe('history', () => {
    it('answers the events of a kind after a revision', () => {
      const store = newStore();
      const made = store.create(configMap('a'));
      store.create(pod('web'));
      store.update({ ...made, data: { b: 'c' } });
      const changes = store.changesSince(
        { group: '', kind: 'ConfigMap' },
        Number(made.metadata.resourceVersion),
      );
      expect(changes).toMatchObject([{ type: 'MODIFIED', previous: made }]);
    });

    it('says expired for what it has forgotten, or what is older than itself', () => {
      const store = newStore({ historyPerKind: 4 });
      const kind = { group: '', kind: 'ConfigMap' };
      expect(store.changesSince(kind, 99)).toBe('expired');
      for (let count = 0; count < 10; count += 1) {
        store.create(configMap(`a${count}`));
      }
      expect(store.changesSince(kind, 105)).toBe('expired');
      expect(store.changesSince(kind, store.revision() - 1)).toHaveLength(1);
      store.compact();
      expect(store.changesSince(kind, store.revision() - 1)).toBe('expired');
      expect(store.changesSince(kind, store.revision())).toEqual([]);
    });
  });

  describe('watch', () => {
    it('tells every listener in the order of the writes, also those that a listener makes', () => {
      const store = newStore();
      const told: string[] = [];
      store.watch(POD, ({ object }) => {
        if (object.metadata.name === 'first') {
          store.create(pod('second'));
        }
      });
      store.watch('all', ({ object }) => told.push(object.metadata.name));
      store.create(pod('first'));
      expect(told).toEqual(['first', 'second']);
    });

    it('hands the error of a listener on and tells the others all the same', () => {
      const errors: unknown[] = [];
      const store = newStore({
        onListenerError: (error: unknown) => errors.push(error),
      });
      store.watch(POD, () => {
        throw new Error('broken');
      });
      const { events } = eventsOf(store, POD);
      store.create(pod('web'));
      expect([errors.length, events.length]).toEqual([1, 1]);
    });

    it('tells nothing after its undo', () => {
      const store = newStore();
      const told: StoreEvent[] = [];
      const undo = store.watch(POD, event => told.push(event));
      undo();
      store.create(pod('web'));
      expect(told).toEqual([]);
    });
  });

  it('writes nothing in a dry run', () => {
    const store = newStore();
    const made = store.create(configMap('a'));
    const revision = store.revision();
    store.create(configMap('b'), { dryRun: true });
    store.update({ ...made, data: { b: 'c' } }, { dryRun: true });
    store.apply(configMap('c'), { fieldManager: 'x', dryRun: true });
    store.delete(
      { group: '', kind: 'ConfigMap', namespace: 'default', name: 'a' },
      { dryRun: true },
    );
    expect(store.revision()).toBe(revision);
  });
});
