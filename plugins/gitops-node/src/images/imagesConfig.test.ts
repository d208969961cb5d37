import { ConfigReader } from '@backstage/config';
import { readImagesConfig } from './imagesConfig';

const read = (images: object) =>
  readImagesConfig(
    new ConfigReader({ homestage: { gitops: { images: images as {} } } }),
  );

describe('readImagesConfig', () => {
  it('is on and names no registry when nothing is set', () => {
    expect(readImagesConfig(new ConfigReader({}))).toEqual({
      isOn: true,
      registries: new Map(),
    });
  });

  it('reads a registry, by https where nothing else is said', () => {
    const { isOn, registries } = read({
      check: false,
      registries: [
        { host: 'ghcr.io' },
        {
          host: 'Registry.lab.example:5000',
          url: 'http://10.0.0.5:5000',
          tokenUrl: 'https://auth.lab.example/token',
        },
      ],
    });
    expect(isOn).toBe(false);
    expect([...registries.values()]).toEqual([
      { host: 'ghcr.io', origin: 'https://ghcr.io' },
      {
        host: 'registry.lab.example:5000',
        origin: 'http://10.0.0.5:5000',
        tokenUrl: 'https://auth.lab.example/token',
      },
    ]);
  });

  it('reads a login', () => {
    const { registries } = read({
      registries: [
        { host: 'ghcr.io', auth: { username: 'lab', password: 'a:b' } },
      ],
    });
    const { authorization = '' } = registries.get('ghcr.io') ?? {};
    expect(authorization).toBe(
      `Basic ${Buffer.from('lab:a:b').toString('base64')}`,
    );
  });

  it.each([
    [
      { host: 'a', auth: { username: 'a:b', password: 'c' } },
      'registries[0].auth',
    ],
    [{ host: 'https://ghcr.io' }, 'registries[0].host'],
    [{ host: 'a', url: 'ftp://a' }, 'registries[0].url'],
    [{ host: 'a', url: 'https://a/v2' }, 'registries[0].url'],
    [{ host: 'a', tokenUrl: 'https://u:p@a/t' }, 'registries[0].tokenUrl'],
  ])('refuses %j', (registry, key) => {
    expect(() => read({ registries: [registry] })).toThrow(
      `homestage.gitops.images.${key}`,
    );
  });
});
