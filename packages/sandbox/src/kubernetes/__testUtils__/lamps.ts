import { StoredObject } from '../ObjectStore';

/** The definition of a custom kind with a schema, and with a status. */
export const definition = (): StoredObject => ({
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

/** The lamp of the hall. */
export const lamp = (spec: object): StoredObject => ({
  apiVersion: 'lab.test/v1',
  kind: 'Lamp',
  metadata: { name: 'hall', namespace: 'default' },
  spec,
});
