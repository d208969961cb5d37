import { checkForm } from './checkForm';

const facts = {
  namespaces: [{ name: 'media', apps: ['jellyfin'] }],
  gateways: {},
  hostnames: [],
  apps: [
    {
      namespace: 'media',
      name: 'jellyfin',
      isSuspended: false,
      isAppTemplate: true,
      hostnames: [],
      parts: [{ part: 'chart app-template', version: '5.1.0' }],
    },
  ],
};

describe('checkForm', () => {
  it.each([
    [{ app: 'media/jellyfin', part: 'chart app-template', version: '5.2.0' }],
    [{ version: `1.2.3@sha256:${'0'.repeat(64)}` }],
    [{ newNamespace: 'games' }],
    [{}],
  ])('finds nothing wrong with %j', draft => {
    expect(checkForm(draft, facts)).toEqual([]);
  });

  it.each([
    [{ app: 'jellyfin' }, 'app', /media\/jellyfin/],
    [{ app: 'media/sonarr' }, 'app', /no app media\/sonarr/],
    [
      { app: 'media/jellyfin', part: 'image other' },
      'part',
      /has no image other/,
    ],
    [{ version: 'one two' }, 'version', /Write a tag/],
    [{ version: '1@sha256:short' }, 'version', /Write a tag/],
    [{ newNamespace: 'media' }, 'newNamespace', /media already/],
    [{ newNamespace: 'Media' }, 'newNamespace', /small letters/],
    // What a new app is checked for is checked in every form.
    [{ port: 0 }, 'port', /65535/],
  ])('names what is wrong with %j', (draft, field, message) => {
    expect(checkForm(draft, facts)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringMatching(message),
      }),
    ]);
  });

  it('checks the values alone while no tree is known', () => {
    expect(checkForm({ app: 'media/sonarr' })).toEqual([]);
  });
});
