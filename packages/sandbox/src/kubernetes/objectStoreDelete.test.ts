import { POD, eventsOf, newStore, refusal } from './__testUtils__/memoryStore';
import { configMap, pod } from './__testUtils__/objects';
import { StoredObject } from './ObjectStore';

describe('MemoryObjectStore', () => {
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
          metadata: {
            ownerReferences: [
              {
                apiVersion: 'v1',
                kind: owner.kind,
                name: owner.metadata.name,
                uid: owner.metadata.uid ?? '',
                blockOwnerDeletion: true,
              },
            ],
          },
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
          metadata: {
            ownerReferences: [
              { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'gone' },
            ],
          },
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
});
