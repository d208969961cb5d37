import { definition, lamp } from './__testUtils__/lamps';
import { eventsOf, newStore, refusal } from './__testUtils__/memoryStore';

describe('MemoryObjectStore', () => {
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
});
