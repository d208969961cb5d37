import { ApiStatusError } from './ApiStatusError';
import { MemoryObjectStore } from './MemoryObjectStore';
import { StoredObject, StoreEvent } from './ObjectStore';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const POD = { group: '', kind: 'Pod' };

const newStore = (options = {}) =>
  new MemoryObjectStore({ now: () => NOW, firstRevision: 100, ...options });

const configMap = (
  name: string,
  extra: Partial<StoredObject> = {},
): StoredObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  ...extra,
  metadata: { name, namespace: 'default', ...extra.metadata },
});

const pod = (
  name: string,
  metadata: Partial<StoredObject['metadata']> = {},
): StoredObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', ...metadata },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
});

const deployment = (name: string): StoredObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
});

const definition = (): StoredObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'lamps.lab.test' },
  spec: {
    group: 'lab.test',
    scope: 'Namespaced',
    names: { kind: 'Lamp', plural: 'lamps', shortNames: ['lp'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['room'],
                properties: {
                  room: { type: 'string', pattern: '^[a-z]+$' },
                  watts: { type: 'integer', default: 5, minimum: 1 },
                  mode: { type: 'string', enum: ['on', 'off'] },
                },
              },
              status: {
                type: 'object',
                properties: { lit: { type: 'boolean' } },
              },
            },
          },
        },
      },
    ],
  },
});

const lamp = (spec: object): StoredObject => ({
  apiVersion: 'lab.test/v1',
  kind: 'Lamp',
  metadata: { name: 'hall', namespace: 'default' },
  spec,
});

function refusal(action: () => unknown): ApiStatusError {
  try {
    action();
  } catch (error) {
    if (error instanceof ApiStatusError) {
      return error;
    }
    throw error;
  }
  throw new Error('the write was not refused');
}

function eventsOf(
  store: MemoryObjectStore,
  kind: { group: string; kind: string } | 'all',
) {
  const events: StoreEvent[] = [];
  store.watch(kind, event => events.push(event));
  return {
    told: () =>
      events.map(
        ({ type, object }) => `${type} ${object.kind} ${object.metadata.name}`,
      ),
    events,
  };
}

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
    const stored = newStore().create(pod('', { generateName: 'web-' }));
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

  describe('apply', () => {
    it('removes what the manager named before and does not name now', () => {
      const store = newStore();
      const apply = (data: object, fieldManager: string) =>
        store.apply(configMap('a', { data }), { fieldManager });
      apply({ one: '1', two: '2' }, 'flux');
      apply({ three: '3' }, 'person');
      expect(apply({ one: '1' }, 'flux').data).toEqual({
        one: '1',
        three: '3',
      });
    });

    it('keeps a field that another manager applied as well', () => {
      const store = newStore();
      const apply = (data: object, fieldManager: string) =>
        store.apply(configMap('a', { data }), { fieldManager });
      apply({ one: '1' }, 'flux');
      apply({ one: '1' }, 'person');
      expect(apply({}, 'flux').data).toEqual({ one: '1' });
    });

    it('merges containers by name, ports by number and protocol, env by name', () => {
      const store = newStore();
      const made = deployment('web');
      const withContainers = (containers: object[]) => ({
        ...made,
        spec: {
          ...made.spec,
          template: { ...made.spec.template, spec: { containers } },
        },
      });
      const web = { name: 'web', image: 'web:1' };
      store.apply(
        withContainers([
          {
            ...web,
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
            ports: [{ containerPort: 80 }],
          },
          { name: 'side', image: 'side:1' },
        ]),
        { fieldManager: 'flux' },
      );
      store.apply(withContainers([{ name: 'extra', image: 'extra:1' }]), {
        fieldManager: 'person',
      });
      const after = store.apply(
        withContainers([
          {
            ...web,
            env: [{ name: 'B', value: '3' }],
            ports: [{ containerPort: 80, protocol: 'UDP' }],
          },
        ]),
        { fieldManager: 'flux' },
      );
      const { containers } = after.spec.template.spec;
      expect(containers.map((each: { name: string }) => each.name)).toEqual([
        'web',
        'extra',
      ]);
      expect(containers[0].env).toEqual([{ name: 'B', value: '3' }]);
      expect(containers[0].ports).toEqual([
        { containerPort: 80, protocol: 'UDP' },
      ]);
    });

    it('answers 409 for a field of another manager unless it is forced', () => {
      const store = newStore();
      store.apply(configMap('a', { data: { one: '1' } }), {
        fieldManager: 'flux',
      });
      const mine = configMap('a', { data: { one: '2' } });
      const error = refusal(() =>
        store.apply(mine, { fieldManager: 'person', force: false }),
      );
      expect(error.message).toBe(
        'Apply failed with 1 conflict: conflict with "flux": .data.one',
      );
      expect(store.apply(mine, { fieldManager: 'person' }).data).toEqual({
        one: '2',
      });
      // The field changed hands, so that flux no longer removes it.
      expect(
        store.apply(configMap('a'), { fieldManager: 'flux' }).data,
      ).toEqual({ one: '2' });
    });

    it('makes no event when it changes nothing', () => {
      const store = newStore();
      const first = store.apply(deployment('web'), { fieldManager: 'flux' });
      expect(store.apply(deployment('web'), { fieldManager: 'flux' })).toBe(
        first,
      );
    });
  });

  describe('delete', () => {
    it('waits for finalizers, and goes with the last of them', () => {
      const store = newStore();
      const made = store.create(
        configMap('a', {
          metadata: { name: 'a', finalizers: ['lab.test/hold'] },
        }),
      );
      const ref = {
        group: '',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'a',
      };
      expect(store.delete(ref)?.metadata.deletionTimestamp).toBe(
        '2026-03-01T12:00:00Z',
      );
      expect(store.get(ref)).toBeDefined();
      store.update({
        ...made,
        metadata: {
          ...made.metadata,
          resourceVersion: undefined,
          finalizers: [],
        },
      });
      expect(store.get(ref)).toBeUndefined();
    });

    it.each([
      [
        'Background',
        [
          'DELETED ConfigMap owner',
          'DELETED Pod child',
          'DELETED Pod grandchild',
        ],
        [],
      ],
      [
        'Foreground',
        [
          'MODIFIED ConfigMap owner',
          'MODIFIED Pod child',
          'DELETED Pod grandchild',
          'MODIFIED Pod child',
          'DELETED Pod child',
          'MODIFIED ConfigMap owner',
          'DELETED ConfigMap owner',
        ],
        [],
      ],
      [
        'Orphan',
        ['MODIFIED Pod child', 'DELETED ConfigMap owner'],
        ['child', 'grandchild'],
      ],
    ] as const)(
      '%s propagation reaches what the object owned',
      (propagation, told, left) => {
        const store = newStore();
        const owned = (owner: StoredObject) => ({
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: owner.kind,
              name: owner.metadata.name,
              uid: owner.metadata.uid ?? '',
              blockOwnerDeletion: true,
            },
          ],
        });
        const owner = store.create(configMap('owner'));
        const child = store.create(pod('child', owned(owner)));
        store.create(pod('grandchild', owned(child)));
        const watched = eventsOf(store, 'all');
        store.delete(
          { group: '', kind: 'ConfigMap', namespace: 'default', name: 'owner' },
          { propagation },
        );
        expect(watched.told()).toEqual(told);
        expect(store.list(POD).map(each => each.metadata.name)).toEqual(left);
      },
    );

    it('collects an object whose owners are gone before it is made', () => {
      const store = newStore();
      store.create(
        pod('late', {
          ownerReferences: [
            { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'gone' },
          ],
        }),
      );
      expect(store.list(POD)).toEqual([]);
    });

    it('empties a namespace before it goes, and takes nothing new meanwhile', () => {
      const store = newStore();
      store.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'media' },
      });
      const inMedia = (name: string, extra = {}) =>
        configMap(name, { metadata: { name, namespace: 'media', ...extra } });
      store.create(inMedia('a'));
      const held = store.create(
        inMedia('b', { finalizers: ['lab.test/hold'] }),
      );
      const ref = { group: '', kind: 'Namespace', name: 'media' };
      expect(store.delete(ref)?.status).toEqual({ phase: 'Terminating' });
      expect(refusal(() => store.create(inMedia('c'))).message).toBe(
        'configmaps "c" is forbidden: unable to create new content in namespace media because it is being terminated',
      );
      expect(
        store.list({ group: '', kind: 'ConfigMap' }, { namespace: 'media' }),
      ).toHaveLength(1);
      store.update({
        ...held,
        metadata: { name: 'b', namespace: 'media', finalizers: [] },
      });
      expect(store.get(ref)).toBeUndefined();
    });

    it('lets a pod on a node terminate until a kubelet removes it, when asked for', () => {
      const store = newStore({ gracefulPods: true });
      store.create({
        ...pod('web'),
        spec: { ...pod('web').spec, nodeName: 'n1' },
      });
      const ref = { ...POD, namespace: 'default', name: 'web' };
      expect(store.delete(ref)?.metadata.deletionGracePeriodSeconds).toBe(30);
      expect(store.get(ref)).toBeDefined();
      store.delete(ref, { gracePeriodSeconds: 0 });
      expect(store.get(ref)).toBeUndefined();
    });

    it('refuses when the preconditions do not hold', () => {
      const store = newStore();
      store.create(configMap('a'));
      const ref = {
        group: '',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'a',
      };
      expect(
        refusal(() => store.delete(ref, { preconditions: { uid: 'other' } }))
          .code,
      ).toBe(409);
    });
  });

  describe('custom kinds', () => {
    it('serves a kind from its definition until the definition goes, objects and all', () => {
      const store = newStore();
      const crd = store.create(definition());
      expect(
        crd.status.conditions.map((each: { type: string }) => each.type),
      ).toContain('Established');
      expect(store.typeOf('lab.test', 'Lamp')).toMatchObject({
        plural: 'lamps',
        hasStatus: true,
      });
      store.create(lamp({ room: 'hall' }));
      const watched = eventsOf(store, { group: 'lab.test', kind: 'Lamp' });
      store.delete({
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
        name: 'lamps.lab.test',
      });
      expect(watched.told()).toEqual(['DELETED Lamp hall']);
      expect(store.typeOf('lab.test', 'Lamp')).toBeUndefined();
      expect(store.list({ group: 'lab.test', kind: 'Lamp' })).toEqual([]);
    });

    it('fills in defaults and drops fields that the schema does not know', () => {
      const store = newStore();
      store.create(definition());
      expect(store.create(lamp({ room: 'hall', colour: 'red' })).spec).toEqual({
        room: 'hall',
        watts: 5,
      });
    });

    it.each([
      ['a missing field', {}, 'spec.room: Required value'],
      [
        'a wrong type',
        { room: 7 },
        'spec.room: Invalid value: "integer": spec.room in body must be of type string: "integer"',
      ],
      [
        'a pattern',
        { room: 'HALL' },
        `spec.room: Invalid value: "HALL": spec.room in body should match '^[a-z]+$'`,
      ],
      [
        'a minimum',
        { room: 'hall', watts: 0 },
        'spec.watts: Invalid value: 0: spec.watts in body should be greater than or equal to 1',
      ],
      [
        'an enumeration',
        { room: 'hall', mode: 'dim' },
        'spec.mode: Unsupported value: "dim": supported values: "on", "off"',
      ],
    ])('refuses %s', (_case, spec, message) => {
      const store = newStore();
      store.create(definition());
      const error = refusal(() => store.create(lamp(spec)));
      expect([error.code, error.message]).toEqual([
        422,
        `Lamp.lab.test "hall" is invalid: ${message}`,
      ]);
    });

    it('names the unknown fields when they are to be refused', () => {
      const store = newStore();
      store.create(definition());
      const error = refusal(() =>
        store.create(lamp({ room: 'hall', colour: 'red' }), {
          unknownFields: 'refuse',
        }),
      );
      expect([error.code, error.message]).toEqual([
        400,
        expect.stringContaining('unknown field "spec.colour"'),
      ]);
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
