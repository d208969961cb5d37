import type { Form } from './templateForms';

/** What is asked of the lab that this repository defines. */
export const REFERENCE_LAB_FORMS: Record<string, Form> = {
  'sign-in': {
    template: 'expose-app',
    values: {
      app: 'cloud/mealie',
      exposure: 'external',
      hostname: 'recipes.home.example',
      hasSignIn: true,
      item: 'mealie',
    },
  },
  'address-beside-route': {
    template: 'expose-app',
    values: {
      app: 'home/home-assistant',
      exposure: 'address',
      address: '192.168.42.130',
      port: 5683,
      protocol: 'UDP',
    },
  },
  grow: {
    template: 'move-volume',
    values: { claim: 'home/mosquitto', volume: { size: '2Gi' } },
  },
  'grow-by-variable': {
    template: 'move-volume',
    values: { claim: 'cloud/mealie', volume: { size: '20Gi' } },
  },
  node: {
    template: 'add-node',
    values: {
      nodeName: 'worker-03',
      nodeAddress: '192.168.42.23',
      role: 'worker',
      macAddress: '02:00:5e:10:00:17',
    },
  },
  'control-plane': {
    template: 'add-node',
    values: {
      nodeName: 'cp-04',
      nodeAddress: '192.168.42.14',
      role: 'control-plane',
      macAddress: '02:00:5e:10:00:0e',
      disk: '/dev/nvme1n1',
      like: 'cp-01',
    },
  },
  database: {
    template: 'add-database',
    values: {
      app: 'media/sonarr',
      instances: 2,
      volume: { size: '5Gi', storageClass: 'ceph-block' },
      variable: 'SONARR__POSTGRES__URI',
    },
  },
  bucket: {
    template: 'add-bucket',
    values: { app: 'cloud/mealie' },
  },
  backup: {
    template: 'add-backup',
    values: { app: 'media/recyclarr' },
  },
  'backup-at-noon': {
    template: 'add-backup',
    values: { app: 'media/recyclarr', schedule: '0 12 * * *' },
  },
  cache: {
    template: 'add-cache',
    values: { app: 'cloud/vikunja', memory: '256Mi' },
  },
  secret: {
    template: 'add-secret',
    values: { app: 'default/uptime-kuma', item: 'uptime kuma' },
  },
  'second-secret': {
    template: 'add-secret',
    values: { app: 'media/sonarr', item: 'apps/push', isConnected: false },
  },
  vm: {
    template: 'add-vm',
    values: {
      name: 'build-host',
      namespace: 'vms',
      source: 'docker://quay.io/containerdisks/fedora:43',
      instancetype: 'u1.large',
      preference: 'fedora',
      volume: { size: '40Gi', storageClass: 'ceph-block' },
      sshKey: `ssh-ed25519 ${'A'.repeat(68)} somebody@example`,
    },
  },
  'vm-in-a-new-namespace': {
    template: 'add-vm',
    values: {
      name: 'appliance',
      namespace: 'guests',
      source: 'https://images.example/appliance.qcow2',
      instancetype: 'u1.small',
      preference: 'linux',
      volume: { size: '10Gi' },
      runStrategy: 'Manual',
    },
  },
  'vm-with-more': {
    template: 'add-vm',
    values: {
      name: 'recorder',
      namespace: 'vms',
      source: 'docker://quay.io/containerdisks/debian:13',
      instancetype: 'u1.medium',
      preference: 'debian',
      volume: { size: '20Gi' },
      hasDataDisk: true,
      dataDisk: { size: '500Gi', storageClass: 'ceph-block' },
      sshKey: 'ssh-ed25519 AAAAC3Nz somebody@example',
      cloudInit:
        'packages:\n  - qemu-guest-agent\nruncmd:\n  - systemctl enable --now qemu-guest-agent\n',
    },
  },
  'upgrade-talos': {
    template: 'upgrade-talos',
    values: { version: 'v1.14.0' },
  },
  'upgrade-kubernetes': {
    template: 'upgrade-kubernetes',
    values: { version: '1.36.5' },
  },
};
