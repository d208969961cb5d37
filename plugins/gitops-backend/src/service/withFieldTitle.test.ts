import { withFieldTitle } from './withFieldTitle';

const PARAMETERS = [
  {
    title: 'The app',
    properties: {
      name: { title: 'Name', type: 'string' },
      port: { type: 'integer' },
    },
  },
  {
    properties: { exposure: { title: 'Exposure', type: 'string' } },
    dependencies: {
      exposure: {
        oneOf: [
          { properties: { exposure: { enum: ['none'] } } },
          {
            properties: {
              exposure: { enum: ['internal'] },
              hostname: { title: 'Host name' },
              volume: {
                title: 'Volume',
                properties: { size: { title: 'Size' } },
              },
            },
          },
        ],
      },
    },
  },
];

describe('withFieldTitle', () => {
  it.each([
    ['name: sonarr is there already.', 'Name: sonarr is there already.'],
    ['exposure: shown already.', 'Exposure: shown already.'],
    ['hostname: is taken: see a.yaml', 'Host name: is taken: see a.yaml'],
    ['volume.size: is no quantity.', 'Volume, Size: is no quantity.'],
    // What has no title, what is no field, and a field of another field.
    ['port: must be 1 or more.', 'port: must be 1 or more.'],
    ['volume.path: is missing.', 'volume.path: is missing.'],
    ['size: is no quantity.', 'size: is no quantity.'],
    ['Error: name: no.', 'Error: name: no.'],
    ['The tree has no namespace.', 'The tree has no namespace.'],
  ])('tells %j as %j', (message, told) => {
    expect(withFieldTitle(message, PARAMETERS)).toBe(told);
  });

  it('takes a form of one page, and none', () => {
    expect(withFieldTitle('name: no.', PARAMETERS[0])).toBe('Name: no.');
    expect(withFieldTitle('name: no.', undefined)).toBe('name: no.');
  });
});
