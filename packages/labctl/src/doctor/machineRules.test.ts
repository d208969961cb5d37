/** @jest-environment node */
import {
  WORKER,
  adviceOn,
  examine,
  node,
  onlyAdvice,
  three,
} from './__testUtils__/soundLab';
import type { DoctorCase } from './__testUtils__/soundLab';
import { schematicId } from './schematicId';

const RK1 = { name: 'turingrk1', image: 'siderolabs/sbc-rockchip' };

describe('examineLab', () => {
  it.each<DoctorCase>([
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
  ])('says %s (%s): %s', async (rule, severity, text, options) => {
    expect(await adviceOn(options)).toEqual(onlyAdvice(rule, severity, text));
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
