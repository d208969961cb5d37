import { CLAIM, preset, resolve } from './__testUtils__/notesApp';

describe('resolveApps', () => {
  it('names claim, Secret and host after the app', () => {
    const { app, problems } = resolve({
      preset: {
        volumes: [CLAIM, { ...CLAIM, name: 'cache', path: '/cache' }],
        secrets: [{ name: 'KEY', description: 'A key' }],
      },
      wish: { name: 'my-notes' },
    });
    expect(problems).toEqual([]);
    expect(app).toMatchObject({
      name: 'my-notes',
      host: 'my-notes.home.example',
      host_text: '"{{ .Release.Name }}.home.example"',
      claims: [{ name: 'my-notes' }, { name: 'my-notes-cache' }],
      secrets: [
        { name: 'my-notes-secret', keys: [{ placeholder: 'MY_NOTES_KEY' }] },
      ],
    });
    expect(app.volumes.map(({ source }) => source)).toEqual([
      '"{{ .Release.Name }}-cache"',
      '"{{ .Release.Name }}"',
    ]);
  });

  it('lays a wish over its preset, mapping by mapping', () => {
    const { app, problems } = resolve({
      preset: { env: { A: '1', B: '2' }, volumes: [CLAIM] },
      wish: {
        storage: { size: '20Gi', class: 'longhorn' },
        values: { image: { tag: 'v2.0.0' }, env: { B: '3' } },
      },
    });
    expect(problems).toEqual([]);
    expect(app.workloads[0].image).toEqual({
      repository: 'ghcr.io/example/notes',
      tag: 'v2.0.0',
    });
    expect(app.workloads[0].env.map(({ name, text }) => [name, text])).toEqual([
      ['A', '"1"'],
      ['B', '"3"'],
    ]);
    expect(app.claims).toEqual([
      expect.objectContaining({ size: '20Gi', storage_class: 'longhorn' }),
    ]);
  });

  it('quotes what YAML would read as something else', () => {
    const { app } = resolve({
      preset: {
        env: {
          COUNT: 3,
          LIST: ':8080',
          OFF: 'off',
          ON: true,
          TEXT: 'plain text',
          TIME: '22:30',
        },
      },
    });
    expect(app.workloads[0].env.map(({ text }) => text)).toEqual([
      '3',
      ':8080',
      '"off"',
      'true',
      'plain text',
      '"22:30"',
    ]);
  });

  it('fills in facts of the lab and of other apps', () => {
    const { app, problems } = resolve({
      preset: {
        env: {
          BROKER: 'mqtt://#{ mqtt }#:1883',
          PEER: '#{ url:peer }#/api',
          SELF: '#{ url }#',
          TZ: '#{ timezone }#',
        },
      },
      others: [preset({ name: 'peer', namespace: 'home', port: 9000 })],
      components: ['vernemq'],
    });
    expect(problems).toEqual([]);
    expect(app.workloads[0].env.map(({ text }) => text)).toEqual([
      'mqtt://vernemq.databases.svc.cluster.local:1883',
      'http://peer.home.svc.cluster.local:9000/api',
      'https://notes.home.example',
      'Europe/Amsterdam',
    ]);
  });

  it('makes the namespace privileged for an app in the network of its machine', () => {
    const { app } = resolve({ preset: { network: 'host' } });
    expect(app.namespace_labels).toEqual({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
  });

  it('puts a tile on a dashboard that finds its apps', () => {
    const { app } = resolve({ others: [preset({ name: 'homepage' })] });
    expect(app.route?.annotations).toContainEqual({
      name: 'gethomepage.dev/icon',
      text: 'notes.png',
    });
  });

  describe('tells what keeps an app from running', () => {
    it.each([
      [
        'a preset that there is not',
        { wish: { preset: 'memo' } },
        'apps[0] preset: "memo" is not a preset; there are notes',
      ],
      [
        'a field that a preset has not',
        { wish: { values: { replica: 2 } } },
        'apps[0] values.replica: is not a field here: leave it out, or mend its name',
      ],
      [
        'a value that does not fit',
        { wish: { values: { image: { tag: 'latest' } } } },
        'apps[0] values.image.tag: moves without notice; write the tag of one version',
      ],
      [
        'a library without a NAS',
        {
          preset: {
            volumes: [{ name: 'media', kind: 'library', path: '/media' }],
          },
          lab: { storage: {} },
        },
        'apps[0] preset: notes reads files of a NAS: set storage.nfs, server and path',
      ],
      [
        'a broker that nobody runs',
        { preset: { env: { BROKER: '#{ mqtt }#' } } },
        'apps[0] env.BROKER: needs an MQTT broker: add mosquitto to apps, or vernemq to components',
      ],
      [
        'another app that is not wished',
        { preset: { env: { PEER: '#{ url:immich }#' } } },
        'apps[0] env.PEER: needs the app immich: add it to apps',
      ],
      [
        'a fact that there is not',
        { preset: { env: { X: '#{ weather }#' } } },
        'apps[0] env.X: names #{ weather }#, which is no fact of a lab: mend the preset',
      ],
      [
        'an image for other machines',
        { preset: { architectures: ['arm64'] } },
        'apps[0] preset: notes has no image for amd64: leave it out, or set values.architectures if that is mended',
      ],
      [
        'a way out that the lab has not',
        {
          wish: { exposure: 'external' },
          lab: { gateways: { internal: '192.168.42.121' } },
        },
        'apps[0] exposure: the lab has no external gateway: set gateways.external, or write internal',
      ],
      [
        'a way in to an app without pages',
        {
          preset: { exposure: 'none', port: undefined },
          wish: { exposure: 'internal' },
        },
        'apps[0] exposure: notes has no web page to lead to: write none, or leave it out',
      ],
      [
        'an address where nobody gives any',
        {
          preset: { lan_ports: [{ name: 'sync', port: 22000 }] },
          lab: { load_balancer: { kind: 'none' } },
        },
        'apps[0] preset: notes takes an address of the home network: set load_balancer.kind',
      ],
      [
        'two apps under one host name',
        {
          wish: { host_name: 'peer.home.example' },
          others: [preset({ name: 'peer' })],
        },
        'apps[1] host_name: peer.home.example is the host name of apps[0] too: set host_name of one',
      ],
    ])('%s', (_what, options, expected) => {
      expect(resolve(options).problems).toEqual([expected]);
    });
  });
});
