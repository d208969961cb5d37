/** @jest-environment node */
import { describeProblem } from '../read/LabProblem';
import { readLab } from '../read/readLab';
import { validateLab } from '../validate/validateLab';
import { examineLab } from './examineLab';
import { PLAIN_SCHEMATIC, schematicId } from './schematicId';

const node = (number: number, more: object = {}) => ({
  name: `node-${number}`,
  address: `192.168.42.1${number}`,
  controller: true,
  disk: '/dev/nvme0n1',
  mac_addr: `02:00:5e:10:00:0${number}`,
  schematic_id: PLAIN_SCHEMATIC,
  ...more,
});

const three = [node(1), node(2), node(3)];

/** A lab with nothing to advise, and what is different in it. */
const CLUSTER = {
  node_cidr: '192.168.42.0/24',
  cluster_api_addr: '192.168.42.10',
  cluster_gateway_addr: '192.168.42.210',
  cluster_dns_gateway_addr: '192.168.42.211',
  network: { dhcp_range: '192.168.42.100-192.168.42.199' },
  kubernetes: { schedule_on_control_planes: true },
  repository_name: 'lab/home-ops',
  cloudflare_domain: 'home.example',
  secrets: { age_recipients: ['age1xxxx', 'age1yyyy'] },
};

const WORKER = node(4, { controller: false });

async function examine(
  options: {
    cluster?: object;
    nodes?: object[];
    chosen?: string[];
    isEtcdSaved?: boolean;
    extensions?: [string, string[]][];
  } = {},
) {
  const source = readLab({
    // YAML holds JSON.
    cluster: {
      path: 'cluster.yaml',
      text: JSON.stringify({ ...CLUSTER, ...options.cluster }),
    },
    nodes: {
      path: 'nodes.yaml',
      text: JSON.stringify({ nodes: options.nodes ?? [...three, WORKER] }),
    },
  });
  const { lab, problems } = validateLab(source);
  expect(problems).toEqual([]);
  if (!lab) {
    throw new Error('not valid');
  }
  return examineLab(source, {
    resolved: lab,
    chosen: [
      ...(options.chosen ?? []),
      ...(options.isEtcdSaved === false ? [] : ['talos-backup']),
    ],
    known: { extensions: new Map(options.extensions ?? []) },
  });
}

const RK1 = { name: 'turingrk1', image: 'siderolabs/sbc-rockchip' };

describe('examineLab', () => {
  it('has nothing to say of a sound lab', async () => {
    expect(await examine()).toEqual([]);
  });

  it.each<[string, string, string, Parameters<typeof examine>[0]]>([
    [
      'single-control-plane',
      'info',
      'nodes: one control plane',
      { nodes: [node(1), WORKER] },
    ],
    [
      'even-control-planes',
      'warning',
      'nodes: 2 control planes: etcd needs 2 of them, so it bears the loss of 0, no more than with 1; use 1 or 3',
      { nodes: [node(1), node(2), WORKER] },
    ],
    [
      'even-control-planes',
      'warning',
      'nodes: 4 control planes: etcd needs 3 of them, so it bears the loss of 1',
      { nodes: [...three, node(4), node(5, { controller: false })] },
    ],
    [
      'etcd-on-one-host',
      'warning',
      'nodes[1].host: node-1 and node-2 run on pve1: losing it loses the quorum of etcd; move one to pve3',
      {
        cluster: {
          hosts: ['pve1', 'pve2', 'pve3'].map(name => ({
            name,
            kind: 'proxmox',
          })),
          talos: { extensions: ['siderolabs/qemu-guest-agent'] },
        },
        nodes: [
          ...['pve1', 'pve1', 'pve2'].map((host, index) =>
            node(index + 1, {
              host,
              schematic_id:
                'ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515',
            }),
          ),
          {
            ...WORKER,
            schematic_id:
              'ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515',
          },
        ],
      },
    ],
    [
      'one-schedulable-node',
      'warning',
      'kubernetes.schedule_on_control_planes: all apps run on node-4',
      { cluster: { kubernetes: { schedule_on_control_planes: false } } },
    ],
    [
      'few-ceph-hosts',
      'warning',
      'nodes: Ceph has disks on 1 of the three hosts',
      {
        nodes: [
          node(1, { ceph_disks: ['/dev/sda'] }),
          node(2),
          node(3),
          WORKER,
        ],
        chosen: ['rook-ceph'],
      },
    ],
    [
      'few-ceph-hosts',
      'info',
      'nodes: Ceph has disks on three hosts',
      {
        nodes: [
          ...three.map(each => ({ ...each, ceph_disks: ['/dev/sda'] })),
          WORKER,
        ],
        chosen: ['rook-ceph'],
      },
    ],
    [
      'few-longhorn-nodes',
      'warning',
      'nodes: Longhorn keeps three replicas, and 2 nodes may run them',
      {
        chosen: ['longhorn', 'volsync'],
        nodes: [...three, WORKER, node(5, { controller: false })],
        cluster: {
          kubernetes: { schedule_on_control_planes: false },
          storage: { nfs: { server: '192.168.42.5', path: '/tank' } },
        },
      },
    ],
    [
      'below-minimum',
      'warning',
      'nodes[3].memory_gb: 8 GB of memory for node-4; 16 are the least',
      { nodes: [...three, { ...WORKER, memory_gb: 8 }] },
    ],
    [
      'below-minimum',
      'warning',
      'nodes[0].cpu: 1 CPUs for node-1; 2 are the least',
      {
        nodes: [
          node(1, { cpu: 1 }),
          node(2),
          node(3),
          WORKER,
          node(5, { controller: false }),
        ],
        cluster: { kubernetes: { schedule_on_control_planes: false } },
      },
    ],
    [
      'below-minimum',
      'warning',
      'nodes[3].disk_gb: 32 GB of disk for node-4; 256 are the least',
      { nodes: [...three, { ...WORKER, disk_gb: 32 }] },
    ],
    [
      'node-on-nas',
      'warning',
      'nodes[3].host: node-4 runs on tank, which is storage',
      {
        cluster: { hosts: [{ name: 'tank', kind: 'nas' }] },
        nodes: [...three, { ...WORKER, host: 'tank' }],
      },
    ],
    [
      'missing-extension',
      'error',
      'talos.extensions: lacks siderolabs/iscsi-tools, which longhorn needs',
      {
        chosen: ['longhorn', 'velero'],
        extensions: [['longhorn', ['siderolabs/iscsi-tools']]],
        nodes: [
          ...three,
          WORKER,
          node(5, { controller: false }),
          node(6, { controller: false }),
        ],
        cluster: {
          storage: { nfs: { server: '192.168.42.5', path: '/tank' } },
        },
      },
    ],
    [
      'missing-overlay',
      'warning',
      'talos.overlay: node-4 runs on a single-board computer',
      {
        cluster: { hosts: [{ name: 'pi', kind: 'board' }] },
        nodes: [...three, { ...WORKER, host: 'pi', arch: 'arm64' }],
      },
    ],
    [
      'encryption-without-secureboot',
      'warning',
      'nodes[3].encrypt_disk: the TPM opens the disk of node-4',
      { nodes: [...three, { ...WORKER, encrypt_disk: true }] },
    ],
    [
      'mixed-mtu',
      'warning',
      'nodes[3].mtu: the nodes send packets of 1500 and 9000 bytes',
      { nodes: [...three, { ...WORKER, mtu: 9000 }] },
    ],
    [
      'unknown-dhcp-range',
      'info',
      'network.dhcp_range: is not written',
      { cluster: { network: {} } },
    ],
    [
      'vip-in-dhcp-range',
      'error',
      'cluster_api_addr: 192.168.42.150 lies in network.dhcp_range',
      { cluster: { cluster_api_addr: '192.168.42.150' } },
    ],
    [
      'gateway-in-dhcp-range',
      'error',
      'cluster_gateway_addr: 192.168.42.150 lies in network.dhcp_range',
      { cluster: { cluster_gateway_addr: '192.168.42.150' } },
    ],
    [
      'node-in-dhcp-range',
      'warning',
      'nodes[3].address: 192.168.42.150 of node-4 lies in network.dhcp_range',
      { nodes: [...three, { ...WORKER, address: '192.168.42.150' }] },
    ],
    [
      'pool-in-dhcp-range',
      'error',
      'load_balancer.pool[1]: shares addresses with network.dhcp_range',
      {
        cluster: {
          load_balancer: {
            pool: [
              '192.168.42.210-192.168.42.220',
              '192.168.42.190-192.168.42.205',
            ],
          },
        },
      },
    ],
    [
      'only-control-planes-announce',
      'info',
      'load_balancer.kind: only control planes are there',
      { nodes: three },
    ],
    [
      'dns-inside-cluster',
      'error',
      'node_dns_servers[0]: 192.168.42.211 runs in the cluster',
      { cluster: { node_dns_servers: ['192.168.42.211'] } },
    ],
    [
      'token-in-clear',
      'error',
      'cloudflare_token: holds a token in clear',
      {
        cluster: {
          cloudflare_token: 'not-a-reference',
          ingress: { mode: 'none' },
        },
      },
    ],
    [
      'no-backup',
      'warning',
      'components: volumes of rook-ceph have no backup; add kopiur, velero, volsync',
      { chosen: ['rook-ceph'], cluster: { apps: ['whoami'] } },
    ],
    [
      'backup-without-target',
      'warning',
      'storage: velero has nowhere to write to; write storage.s3 or storage.nfs',
      { chosen: ['velero'] },
    ],
    [
      'etcd-not-saved',
      'warning',
      'components: nothing takes snapshots of etcd; add talos-backup',
      { isEtcdSaved: false },
    ],
    [
      'no-age-recipient',
      'warning',
      'secrets.age_recipients: is empty',
      { cluster: { secrets: {} } },
    ],
    [
      'one-age-recipient',
      'info',
      'secrets.age_recipients: one key opens every secret',
      { cluster: { secrets: { age_recipients: ['age1xxxx'] } } },
    ],
    [
      'run-strategy-in-git',
      'info',
      'virtual_machines[0].run_strategy: starting or stopping debian rewrites Always',
      {
        cluster: {
          virtual_machines: [
            { name: 'debian', source: { blank: true }, run_strategy: 'Always' },
          ],
        },
      },
    ],
    [
      'machine-on-local-volume',
      'info',
      'virtual_machines[0]: debian lies on a volume of one node',
      {
        chosen: ['kubevirt'],
        cluster: {
          storage: { default_class: 'local-path' },
          virtual_machines: [{ name: 'debian', source: { blank: true } }],
        },
      },
    ],
  ])('says %s (%s): %s', async (rule, severity, text, options) => {
    const problems = await examine(options);
    expect(problems).toContainEqual(
      expect.objectContaining({ rule, severity }),
    );
    expect(problems.map(describeProblem).join('\n')).toContain(text);
    // One cause, one advice.
    expect(new Set(problems.map(problem => problem.rule))).toEqual(
      new Set([rule]),
    );
  });

  it('counts the memory of a host with its OSD', async () => {
    const guest = {
      schematic_id:
        'ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515',
      host: 'pve2',
    };
    const full = (memory_gb: number) =>
      examine({
        cluster: {
          hosts: [{ name: 'pve2', kind: 'proxmox', memory_gb, ceph_osd: true }],
          talos: {
            extensions: ['siderolabs/qemu-guest-agent'],
            schematic_id: guest.schematic_id,
          },
        },
        nodes: [
          ...three.map(each => ({ ...each, schematic_id: guest.schematic_id })),
          { ...WORKER, ...guest, memory_gb: 24 },
        ],
      });
    expect(await full(32)).toEqual([]);
    expect(await full(28)).toMatchObject([
      { rule: 'host-memory-full', severity: 'warning' },
    ]);
    expect(await full(24)).toMatchObject([
      { rule: 'host-memory-full', severity: 'error' },
    ]);
  });

  it('knows the schematic that the extensions make', async () => {
    const talos = {
      extensions: ['siderolabs/util-linux-tools', 'siderolabs/iscsi-tools'],
    };
    expect(await examine({ cluster: { talos } })).toContainEqual(
      expect.objectContaining({
        rule: 'plain-schematic',
        severity: 'error',
        field: 'nodes[0].schematic_id',
      }),
    );
    const other = three.map(each => ({
      ...each,
      schematic_id: 'a'.repeat(64),
    }));
    const problems = await examine({
      cluster: { talos },
      nodes: [...other, WORKER],
    });
    expect(problems.map(({ rule }) => rule)).toEqual([
      'other-schematic',
      'other-schematic',
      'other-schematic',
      'plain-schematic',
    ]);
  });

  it('wants boards to be arm64', async () => {
    const id = await schematicId({ extensions: [], overlay: RK1 });
    const nodes = [...three, WORKER].map(each => ({
      ...each,
      schematic_id: id,
    }));
    expect(
      await examine({ cluster: { talos: { overlay: RK1 } }, nodes }),
    ).toMatchObject([{ rule: 'overlay-on-amd64', field: 'nodes[0].arch' }]);
  });
});

describe('schematicId', () => {
  // Ids that factory.talos.dev gives to these.
  it.each([
    [PLAIN_SCHEMATIC, [], null],
    [
      'ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515',
      ['siderolabs/qemu-guest-agent'],
      null,
    ],
    [
      '88d1f7a5c4f1d3aba7df787c448c1d3d008ed29cfb34af53fa0df4336a56040b',
      [
        'siderolabs/util-linux-tools',
        'siderolabs/iscsi-tools',
        'siderolabs/qemu-guest-agent',
      ],
      null,
    ],
    [
      '85f683902139269fbc5a7f64ea94a694d31e0b3d94347a225223fcbd042083ae',
      ['siderolabs/iscsi-tools', 'siderolabs/util-linux-tools'],
      RK1,
    ],
  ])('is %s', async (id, extensions, overlay) => {
    expect(await schematicId({ extensions, overlay })).toBe(id);
  });
});
