/** @jest-environment node */
import {
  WORKER,
  adviceOn,
  node,
  onlyAdvice,
  three,
} from './__testUtils__/soundLab';
import type { DoctorCase } from './__testUtils__/soundLab';

describe('examineLab', () => {
  it.each<DoctorCase>([
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
  ])('says %s (%s): %s', async (rule, severity, text, options) => {
    expect(await adviceOn(options)).toEqual(onlyAdvice(rule, severity, text));
  });
});
