import { labSchema } from '../model/schema/labSchema';
import { resolveLab } from '../model/resolveLab';
import { formatPresetProblem } from './PresetProblem';
import { presetSchema } from './presetSchema';
import type { Preset } from './presetSchema';
import { componentsOfApps, resolveApps } from './resolveApps';

const LAB = {
  network: { node_cidr: '192.168.42.0/24' },
  kubernetes: { api: { addr: '192.168.42.10' } },
  gateways: { internal: '192.168.42.121', external: '192.168.42.122' },
  domain: { name: 'home.example', private: 'tail.home.example' },
  timezone: 'Europe/Amsterdam',
  storage: {
    default_class: 'ceph-block',
    nfs: { server: '192.168.42.9', path: '/volume1' },
  },
  nodes: [
    {
      name: 'cp-01',
      address: '192.168.42.11',
      controller: true,
      disk: '/dev/sda',
      mac_addr: '02:00:5e:10:00:0b',
    },
  ],
};

const preset = (overrides: Record<string, unknown> = {}): Preset =>
  presetSchema.parse({
    name: 'notes',
    title: 'Notes',
    description: 'Keeps notes',
    upstream: 'https://example.com/notes',
    icon: 'notes',
    group: 'Cloud',
    namespace: 'cloud',
    image: { repository: 'ghcr.io/example/notes', tag: 'v1.2.3' },
    port: 8080,
    ...overrides,
  });

const CLAIM = { name: 'data', kind: 'claim', path: '/data', size: '2Gi' };

/** One lab with one wished app of the preset `notes`, and others if given. */
function resolve(options: {
  preset?: Record<string, unknown>;
  wish?: Record<string, unknown>;
  lab?: Record<string, unknown>;
  others?: Preset[];
  components?: string[];
}) {
  const others = options.others ?? [];
  const lab = resolveLab(
    labSchema.parse({
      ...LAB,
      ...options.lab,
      apps: [
        { preset: 'notes', ...options.wish },
        ...others.map(({ name }) => name),
      ],
    }),
  );
  const presets = new Map(
    [preset(options.preset), ...others].map(each => [each.name, each]),
  );
  const { apps, problems } = resolveApps(lab, {
    presets,
    components: options.components ?? [],
  });
  return { app: apps[0], apps, problems: problems.map(formatPresetProblem) };
}

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

  it.each([
    [
      'envoy-gateway',
      {},
      {
        gateway: 'envoy-internal',
        gateway_namespace: 'network',
        section_name: null,
      },
    ],
    [
      'cilium',
      {},
      {
        gateway: 'internal',
        gateway_namespace: 'kube-system',
        section_name: 'https',
      },
    ],
    [
      'envoy-gateway',
      { exposure: 'external' },
      { gateway: 'envoy-external', gateway_namespace: 'network' },
    ],
  ])('leads through the gateway of %s for %j', (controller, wish, expected) => {
    const { app } = resolve({ wish, lab: { ingress: { controller } } });
    expect(app.route).toMatchObject(expected);
    expect(app.ingress).toBeNull();
  });

  it.each([
    [
      'traefik',
      {},
      { class_name: 'traefik', tls: false },
      'notes.home.example',
    ],
    [
      'envoy-gateway',
      { exposure: 'tailscale' },
      { class_name: 'tailscale', tls: true },
      'notes.tail.home.example',
    ],
  ])(
    'leads through an Ingress of %s for %j',
    (controller, wish, expected, host) => {
      const { app } = resolve({ wish, lab: { ingress: { controller } } });
      expect(app.ingress).toMatchObject(expected);
      expect(app).toMatchObject({ route: null, host });
    },
  );

  it('keeps an app at home whose preset wants out, when there is no way out', () => {
    const { app } = resolve({
      preset: { exposure: 'external' },
      lab: { gateways: { internal: '192.168.42.121' } },
    });
    expect(app.exposure).toBe('internal');
  });

  it.each([
    ['cilium', 'lbipam.cilium.io/ips'],
    ['metallb', 'metallb.io/loadBalancerIPs'],
  ])('asks %s for an address of its own', (kind, annotation) => {
    const { app } = resolve({
      preset: { lan_ports: [{ name: 'sync', port: 22000 }] },
      wish: { values: { address: '192.168.42.130' } },
      lab: { load_balancer: { kind } },
    });
    expect(app.services).toMatchObject([
      { name: 'app', load_balancer: false, primary: true },
      {
        name: 'lan',
        load_balancer: true,
        address: '192.168.42.130',
        address_annotation: annotation,
      },
    ]);
    expect(app.route?.port).toBe(8080);
  });

  describe('backups', () => {
    const saved = (options: Parameters<typeof resolve>[0]) =>
      resolve({ ...options, preset: { volumes: [CLAIM], ...options.preset } })
        .app;

    it.each([
      ['kopiur', ['kopiur', 'volsync'], {}],
      ['volsync', ['volsync'], {}],
      [
        'volsync',
        ['kopiur', 'volsync'],
        { values: { backup_engine: 'volsync' } },
      ],
    ] as const)('are made by %s of %j for %j', (engine, components, wish) => {
      const app = saved({ components: [...components], wish });
      expect(app.backup).toMatchObject({ engine, claim: 'notes' });
      expect(app.claims).toEqual([]);
      expect(app.kustomize_components).toEqual([
        `../../../../components/${engine}`,
      ]);
      expect(app.substitutes).toEqual([
        { name: 'APP', text: 'notes' },
        { name: `${engine.toUpperCase()}_CAPACITY`, text: '2Gi' },
      ]);
    });

    it.each([
      ['nobody has been chosen for', { components: [] }],
      [
        'is not worth it',
        { components: ['kopiur'], preset: { backup: false } },
      ],
      [
        'Flux does not apply',
        { components: ['kopiur'], lab: { gitops: { engine: 'argocd' } } },
      ],
    ])('are not made of what %s', (_what, options) => {
      const app = saved(options);
      expect(app.backup).toBeNull();
      expect(app.claims).toMatchObject([{ name: 'notes' }]);
    });

    it('read as the user who owns the data', () => {
      const app = saved({
        components: ['kopiur'],
        preset: { user: { uid: 1883, gid: 1883 } },
      });
      expect(app.substitutes).toEqual(
        expect.arrayContaining([
          { name: 'KOPIUR_PUID', text: '"1883"' },
          { name: 'KOPIUR_PGID', text: '"1883"' },
        ]),
      );
    });
  });

  describe('databases', () => {
    const DATABASE = {
      env: { DB_HOST: 'host', DB_PORT: 'port', DB_URL: 'uri' },
    };

    it.each([
      [
        'cloudnative-pg',
        ['cloudnative-pg'],
        [
          { name: 'DB_HOST', secret: { name: 'notes-db-app', key: 'host' } },
          { name: 'DB_PORT', secret: { name: 'notes-db-app', key: 'port' } },
          { name: 'DB_URL', secret: { name: 'notes-db-app', key: 'uri' } },
        ],
      ],
      [
        'external-postgres-operator',
        ['external-postgres-operator'],
        [
          {
            name: 'DB_HOST',
            secret: { name: 'database-notes-db', key: 'HOST' },
          },
          { name: 'DB_PORT', text: '"5432"' },
          {
            name: 'DB_URL',
            secret: { name: 'database-notes-db', key: 'POSTGRES_URL' },
          },
        ],
      ],
    ])('come from %s', (provider, components, env) => {
      const { app } = resolve({ preset: { database: DATABASE }, components });
      expect(app.database).toMatchObject({ provider, database: 'notes' });
      expect(app.workloads[0].env).toMatchObject(env);
      expect(app.depends_on).toEqual([
        { name: provider, namespace: 'databases' },
      ]);
    });

    it('save themselves where there is an S3 server', () => {
      const { app } = resolve({
        preset: { database: DATABASE },
        components: ['cloudnative-pg'],
        lab: {
          storage: {
            ...LAB.storage,
            s3: { endpoint: 'https://s3.home.example', bucket: 'backups' },
          },
        },
      });
      expect(app.database?.backup_secret).toBe('notes-db-backup-secret');
      expect(app.resources).toEqual([
        'database.sops.yaml',
        'database.yaml',
        'helmrelease.yaml',
        'ocirepository.yaml',
      ]);
    });

    it('bring their operator along', () => {
      const lab = resolveLab(labSchema.parse({ ...LAB, apps: ['notes'] }));
      const presets = new Map([
        ['notes', preset({ database: DATABASE, cache: { env: {} } })],
      ]);
      expect(componentsOfApps(lab, presets)).toEqual([
        'cloudnative-pg',
        'dragonfly-operator',
      ]);
    });
  });

  it.each([
    ['sops', {}, 'secret.sops.yaml', null],
    [
      'external-secrets',
      { store: 'onepassword' },
      'externalsecret.yaml',
      'onepassword',
    ],
    [
      'both',
      { store: 'onepassword-connect' },
      'externalsecret.yaml',
      'onepassword-connect',
    ],
  ])('takes secrets by %s', (provider, rest, file, store) => {
    const { app } = resolve({
      preset: { secrets: [{ name: 'KEY', description: 'A key' }] },
      lab: { secrets: { provider, ...rest } },
    });
    expect(app.resources).toContain(file);
    expect(app.secret_store).toBe(store);
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
