import type { TreeNode } from '@homestage/gitops-tree';
import { recordLike } from './nodeLike';

const wish = {
  nodeName: 'k8s-2',
  nodeAddress: '10.0.0.12',
  role: 'worker' as const,
  macAddress: '02:00:00:00:00:02',
};

const model: TreeNode = {
  name: 'k8s',
  address: '10.0.0.1',
  isControlPlane: false,
  layout: 'talhelper',
  file: 'talos/talconfig.yaml',
  line: 3,
  column: 1,
};

const like = (record: Record<string, unknown>) =>
  recordLike(record, wish, model, {});

describe('recordLike', () => {
  it('makes name, address and card the new ones, and nothing that only looks like them', () => {
    const record = {
      hostname: 'k8s',
      ipAddress: '10.0.0.1',
      installDisk: '/dev/k8s-disk',
      patches: ['@./node/k8s/network.yaml'],
      card: { hardwareAddr: '02:00:00:00:00:01', mtu: 9000 },
      routes: [{ gateway: '10.0.0.11', network: '10.0.0.1/8' }],
    };
    expect(like(record)).toEqual([
      {
        hostname: 'k8s-2',
        ipAddress: '10.0.0.12',
        installDisk: '/dev/k8s-disk',
        patches: ['@./node/k8s-2/network.yaml'],
        card: { hardwareAddr: '02:00:00:00:00:02', mtu: 9000 },
        routes: [{ gateway: '10.0.0.11', network: '10.0.0.12/8' }],
      },
      ['installDisk', 'card.mtu'],
    ]);
  });

  it('refuses a machine with further addresses', () => {
    expect(() =>
      like({ ipAddress: '10.0.0.1', addresses: ['10.9.0.1/24'] }),
    ).toThrow(/like: k8s .*further addresses \(10\.9\.0\.1\)/);
  });

  it('refuses a machine with several cards', () => {
    expect(() =>
      like({ cards: ['02:00:00:00:00:01', '02:00:00:00:00:09'] }),
    ).toThrow(/like: k8s .*several network cards/);
  });
});
