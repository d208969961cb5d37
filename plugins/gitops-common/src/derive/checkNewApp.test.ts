import type { NewAppDraft } from '../fields/newApp';
import type { NewAppFacts } from './checkNewApp';
import { checkNewApp } from './checkNewApp';

const facts: NewAppFacts = {
  domain: 'lab.example',
  namespaces: [{ name: 'media', apps: ['jellyfin'] }],
  gateways: { internal: 'envoy-internal' },
  hostnames: [
    {
      hostname: 'tv.lab.example',
      owner: 'HelmRelease media/jellyfin',
      namespace: 'media',
      name: 'jellyfin',
      file: 'apps/media/jellyfin/app/helmrelease.yaml',
      line: 31,
    },
  ],
};

const good: NewAppDraft = {
  name: 'navidrome',
  namespace: 'media',
  image: 'ghcr.io/navidrome/navidrome:0.54.1',
  port: 4533,
  exposure: 'internal',
  hostname: 'music.lab.example',
  volume: { size: '5Gi', mountPath: '/data', storageClass: 'ceph-block' },
};

describe('checkNewApp', () => {
  it('finds nothing wrong with a good form', () => {
    expect(checkNewApp(good, facts)).toEqual([]);
  });

  it('says nothing of what is not filled in yet', () => {
    expect(checkNewApp({}, facts)).toEqual([]);
  });

  it.each<[string, Partial<NewAppDraft>, string, RegExp]>([
    ['a bad name', { name: 'My App' }, 'name', /small letters/],
    [
      'a name that is taken',
      { name: 'jellyfin', hostname: 'x.lab.example' },
      'name',
      /called jellyfin already/,
    ],
    ['a bad namespace', { namespace: 'Media' }, 'namespace', /small letters/],
    ['an image without a tag', { image: 'nginx' }, 'image', /Add a tag/],
    ['a port out of range', { port: 70_000 }, 'port', /65535/],
    [
      'a host name in use',
      { hostname: 'TV.lab.example'.toLowerCase() },
      'hostname',
      /in use by HelmRelease media\/jellyfin .*line 31/,
    ],
    [
      'no host name for an exposed app',
      { hostname: '' },
      'hostname',
      /needs a host name/,
    ],
    [
      'an exposure without a gateway',
      { exposure: 'external' },
      'exposure',
      /no route|none to attach/i,
    ],
    [
      'a bad size',
      { volume: { size: 'big', mountPath: '/data' } },
      'volume.size',
      /10Gi/,
    ],
    [
      'a bad mount path',
      { volume: { size: '1Gi', mountPath: 'data' } },
      'volume.mountPath',
      /absolute/,
    ],
  ])('names the field of %s', (_, change, field, message) => {
    const problems = checkNewApp({ ...good, ...change }, facts);
    expect(problems).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringMatching(message),
      }),
    ]);
  });

  it('does not hold its own host name against an app that is proposed again', () => {
    const again = { ...good, name: 'jellyfin', hostname: 'tv.lab.example' };
    expect(checkNewApp(again, facts).map(({ field }) => field)).toEqual([
      'name',
    ]);
  });

  it('checks the values alone while no tree is known', () => {
    expect(checkNewApp({ ...good, name: 'jellyfin' })).toEqual([]);
  });
});
