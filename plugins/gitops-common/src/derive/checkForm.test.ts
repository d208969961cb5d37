import { checkForm } from './checkForm';

const facts = {
  namespaces: [{ name: 'media', apps: ['jellyfin'] }],
  gateways: {},
  hostnames: [
    {
      hostname: 'tv.lab.example',
      owner: 'HelmRelease media/jellyfin',
      namespace: 'media',
      name: 'jellyfin',
      file: 'jellyfin.yaml',
      line: 3,
    },
  ],
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
  databases: [{ namespace: 'media', name: 'jellyfin-db', backups: [] }],
  volumes: [{ namespace: 'media', name: 'jellyfin', backups: [] }],
  nodes: [{ name: 'cp-01', address: '192.168.1.11', isControlPlane: true }],
  addresses: [
    {
      address: '192.168.1.120',
      owner: 'Service network/envoy',
      file: 'envoy.yaml',
      line: 9,
    },
  ],
  addressPools: [
    {
      name: 'pool',
      blocks: [{ first: '192.168.1.120', last: '192.168.1.122' }],
    },
  ],
  secretStores: [{ name: 'onepassword' }],
  bucketClasses: ['ceph-bucket'],
  networks: [
    { namespace: 'kube-system', name: 'vlan20', type: 'bridge' },
    { namespace: 'kube-system', name: 'lan', type: 'macvlan' },
  ],
};

describe('checkForm', () => {
  it.each([
    [{ app: 'media/jellyfin', part: 'chart app-template', version: '5.2.0' }],
    [{ version: `1.2.3@sha256:${'0'.repeat(64)}` }],
    [{ newNamespace: 'games' }],
    [{ database: 'media/jellyfin-db', claim: 'media/jellyfin' }],
    [{ nodeName: 'cp-02', nodeAddress: '192.168.1.12' }],
    [{ address: '192.168.1.121', store: 'onepassword' }],
    [{ schedule: '0 3 * * *' }],
    [{ network: 'kube-system/vlan20', bucketClass: 'ceph-bucket' }],
    [{ sshKey: 'ssh-ed25519 AAAAC3Nz' }],
    [{ app: 'media/jellyfin', exposure: 'tailscale' as const }],
    [
      {
        app: 'media/jellyfin',
        exposure: 'internal' as const,
        hasSignIn: true,
      },
    ],
    [{ app: 'media/jellyfin', hostname: 'tv.lab.example' }],
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
    [
      { exposure: 'internal' as const, hostname: 'new.lab.example' },
      'exposure',
      /no.*internal gateway/i,
    ],
    [{ name: 'plex', hostname: 'tv.lab.example' }, 'hostname', /in use by/],
    [{ database: 'media/other' }, 'database', /no PostgreSQL cluster/],
    [{ claim: 'media/other' }, 'claim', /no claim media\/other/],
    [{ store: 'vault' }, 'store', /no secret store vault/],
    [{ like: 'cp-09' }, 'like', /no machine cp-09/],
    [{ nodeName: 'cp-01' }, 'nodeName', /called cp-01 already/],
    [{ nodeAddress: '192.168.1.11' }, 'nodeAddress', /machine cp-01/],
    [{ nodeAddress: '192.168.1.120' }, 'nodeAddress', /network\/envoy/],
    [{ nodeAddress: '192.168.1.122' }, 'nodeAddress', /pool pool/],
    [{ nodeAddress: '192.168.1.300' }, 'nodeAddress', /IPv4 address/],
    [{ address: '192.168.1.120' }, 'address', /network\/envoy/],
    [{ address: '192.168.1.200' }, 'address', /none of the pools/],
    [{ address: '192.168.1.11' }, 'address', /machine cp-01/],
    [{ network: 'kube-system/iot' }, 'network', /no network of Multus/],
    [{ network: 'kube-system/lan' }, 'network', /is a macvlan/],
    [
      { bucketClass: 'other' },
      'bucketClass',
      /no storage class for buckets called other/,
    ],
    [{ sshKey: 'AAAAC3Nz' }, 'sshKey', /begins with its type/],
    [{ schedule: '0 25 * * *' }, 'schedule', /'25' is no hour/],
    [{ schedule: '0 0 3 * * *' }, 'schedule', /this has 6/],
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
