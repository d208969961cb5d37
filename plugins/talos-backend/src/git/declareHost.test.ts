import { resolveTree } from '@homestage/gitops-tree';
import { declareDocuments } from './declareDocuments';
import { declareMachines } from './declareMachines';

const urlOf = (file: string, line: number) => `https://git/${file}#L${line}`;

/** What a tree with these patches says of its worker `w1`. */
const declare = (patches: Record<string, string>) => {
  const files = new Map([
    ['nodes.yaml', 'nodes:\n  - { name: w1, address: 10.0.0.1 }\n'],
    ...Object.entries(patches),
  ]);
  const { nodes } = resolveTree(files, { root: '' });
  const configs = declareDocuments(files, urlOf);
  return declareMachines(files, nodes, urlOf, configs)[0];
};

const patch = (text: string) => declare({ 'talos/patches/all/a.yaml': text });

describe('links of a tree', () => {
  it('are read from the documents, the last patch being right', () => {
    const { links } = declare({
      'talos/patches/all/a.yaml':
        'kind: LinkConfig\nname: net0\nmtu: 1500\naddresses: [{ address: 10.0.0.1/24 }]\n',
      'talos/patches/node/w1/b.yaml':
        'kind: LinkConfig\nname: net0\nmtu: 9000\n',
      'talos/patches/node/w2/c.yaml': 'kind: LinkConfig\nname: net1\n',
      'talos/patches/control-plane/d.yaml': 'kind: LinkConfig\nname: net2\n',
    });
    expect(links).toMatchObject([
      {
        reference: { name: 'net0' },
        mtu: { value: 9000, file: 'talos/patches/node/w1/b.yaml', line: 3 },
        addresses: { value: ['10.0.0.1/24'], line: 4 },
      },
    ]);
  });

  it('are bonds, VLANs and bridges', () => {
    const { links } = patch(`kind: BondConfig
name: bond0
links: [enp1s0, enp2s0]
bondMode: 802.3ad
---
kind: VLANConfig
name: lan
vlanID: 20
parent: bond0
---
kind: BridgeConfig
name: br0
links: [lan]
`);
    expect(links).toMatchObject([
      {
        kind: 'bond',
        members: { value: [{ name: 'enp1s0' }, { name: 'enp2s0' }], line: 3 },
        bondMode: { value: '802.3ad', line: 4 },
      },
      {
        kind: 'vlan',
        vlanId: { value: 20, line: 8 },
        parent: { value: { name: 'bond0' } },
      },
      { kind: 'bridge', members: { value: [{ name: 'lan' }] } },
    ]);
  });

  const INTERFACES = `
      - interface: eth9
        ignore: true
      - deviceSelector:
          permanentAddr: 02:00:00:00:00:01
        mtu: 9000
        vlans:
          - vlanId: 20
            addresses: [10.0.20.1/24]
      - interface: bond0
        bond:
          mode: active-backup
          deviceSelectors:
            - driver: igc
`;
  const CARD = { permanentAddr: '02:00:00:00:00:01' };
  const EXPECTED = [
    { reference: { selector: CARD }, mtu: { value: 9000 } },
    {
      name: { value: '02:00:00:00:00:01.20' },
      kind: 'vlan',
      vlanId: { value: 20 },
      parent: { value: { selector: CARD } },
      addresses: { value: ['10.0.20.1/24'] },
    },
    {
      kind: 'bond',
      bondMode: { value: 'active-backup' },
      members: { value: [{ selector: { driver: 'igc' } }] },
    },
  ];

  it('are read from the list of older configs, each item with its line', () => {
    const { links } = patch(
      `machine:\n  network:\n    interfaces:${INTERFACES}`,
    );
    expect(links).toMatchObject(EXPECTED);
    expect(links?.map(({ name }) => name.line)).toEqual([6, 6, 12]);
  });

  it('are read from the machines of talhelper', () => {
    const { links } = declare({
      'talos/talconfig.yaml': `nodes:\n  - hostname: w1\n    networkInterfaces:${INTERFACES}`,
    });
    expect(links).toMatchObject(EXPECTED);
    expect(links?.map(({ name }) => name.file)).toEqual(
      Array(3).fill('talos/talconfig.yaml'),
    );
    expect(links?.map(({ name }) => name.line)).toEqual([6, 6, 12]);
  });
});

describe('volumes of a tree', () => {
  it('have the names that Talos gives them', () => {
    const { volumes } = patch(`kind: VolumeConfig
name: EPHEMERAL
provisioning:
  minSize: 20GiB
  maxSize: 100GB
encryption:
  provider: luks2
---
kind: UserVolumeConfig
name: media
filesystem:
  type: ext4
provisioning:
  maxSize: 80%
---
kind: SwapVolumeConfig
name: main
`);
    expect(volumes).toMatchObject([
      {
        id: 'EPHEMERAL',
        minSizeBytes: { value: 20 * 2 ** 30, line: 4 },
        maxSizeBytes: { value: 100e9, line: 5 },
        encryption: { value: 'luks2', line: 7 },
      },
      { id: 'u-media', filesystem: { value: 'ext4', line: 12 } },
      { id: 's-main' },
    ]);
    // A share of a disk is not a size yet.
    expect(volumes?.[1]).not.toHaveProperty('maxSizeBytes');
  });

  it('are read from the fields of older configs', () => {
    const { volumes } = patch(`machine:
  systemDiskEncryption:
    ephemeral:
      provider: luks2
  disks:
    - device: /dev/sdb
      partitions:
        - mountpoint: /var/mnt/extra
`);
    expect(volumes).toMatchObject([
      { id: 'EPHEMERAL', encryption: { value: 'luks2', line: 4 } },
      {
        mountedOn: '/var/mnt/extra',
        disk: { value: { path: '/dev/sdb' }, line: 6 },
      },
    ]);
  });
});

describe('the install disk of a tree', () => {
  it.each([
    ['machine: { install: { disk: /dev/sda } }', { path: '/dev/sda' }],
    [
      'machine: { install: { diskSelector: { serial: S1 } } }',
      { serial: 'S1' },
    ],
    [
      'machine: { install: { diskSelector: { size: "> 1TB" } } }',
      { text: 'size > 1TB' },
    ],
    [
      'kind: UnattendedInstallConfig\nprovisioning:\n  diskSelector:\n    match: disk.dev_path == "/dev/sda" || "/dev/sda" in disk.symlinks',
      { path: '/dev/sda' },
    ],
    [
      'kind: UnattendedInstallConfig\nprovisioning:\n  diskSelector:\n    match: disk.transport == "nvme"',
      { text: 'disk.transport == "nvme"' },
    ],
  ])('%s', (text, expected) => {
    expect(patch(text).installDisk?.value).toMatchObject(expected);
  });

  it('of a record of the machine comes before that of a patch', () => {
    const { installDisk } = declare({
      'talos/talconfig.yaml':
        'nodes:\n  - hostname: w1\n    installDisk: /dev/nvme0n1\n',
      'talos/patches/all/a.yaml': 'machine: { install: { disk: /dev/sda } }',
    });
    expect(installDisk).toMatchObject({
      value: { path: '/dev/nvme0n1' },
      file: 'talos/talconfig.yaml',
      line: 3,
    });
  });
});

describe('what patches say of a node', () => {
  it('are its time servers and labels', () => {
    expect(
      declare({
        'talos/patches/all/a.yaml':
          'kind: TimeSyncConfig\nntp:\n  servers:\n    - a\n    - b\n',
        'talos/patches/worker/b.yaml':
          'machine:\n  nodeLabels:\n    zone: x\n    gone:\n      $patch: delete\n',
      }),
    ).toMatchObject({
      timeServers: { value: ['a', 'b'], line: 4 },
      labels: { value: { zone: 'x' }, line: 3 },
    });
  });
});
