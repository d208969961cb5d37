import { newStore, refusal } from './__testUtils__/memoryStore';
import { configMap, deployment } from './__testUtils__/objects';

describe('MemoryObjectStore', () => {
  describe('apply', () => {
    it('removes what the manager named before and does not name now', () => {
      const store = newStore();
      const apply = (data: Record<string, string>, fieldManager: string) =>
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
      const apply = (data: Record<string, string>, fieldManager: string) =>
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
});
