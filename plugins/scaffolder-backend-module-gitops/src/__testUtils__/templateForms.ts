import { join } from 'node:path';
import { REFERENCE_LAB_FORMS } from './referenceLabForms';

/** The lab that this repository defines. */
export const REFERENCE_LAB = join(__dirname, '../../../../infra');

/** One template, filled in on one tree. */
export interface Form {
  readonly template: string;
  readonly values: object;
}

/** Trees by name: their root, and the forms that are filled in on them. */
export const TREES: Record<
  string,
  { path: string; folder?: string; forms: Record<string, Form> }
> = {
  'reference-lab': {
    path: 'kubernetes',
    folder: REFERENCE_LAB,
    forms: REFERENCE_LAB_FORMS,
  },
  'per-app-sources': {
    path: 'kubernetes',
    forms: {
      node: {
        template: 'add-node',
        values: {
          nodeName: 'worker-2',
          nodeAddress: '10.10.0.22',
          role: 'worker',
          macAddress: '02:00:5e:40:00:16',
        },
      },
      suspend: {
        template: 'suspend-app',
        values: {
          app: 'media/jellyfin',
          mode: 'suspend',
          reason: 'Its library is being moved.',
        },
      },
      stop: {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'stop' },
      },
      'upgrade-image': {
        template: 'upgrade-app',
        values: { app: 'media/sonarr', version: '9.0.0' },
      },
      'upgrade-chart': {
        template: 'upgrade-app',
        values: {
          app: 'media/sonarr',
          part: 'chart app-template',
          version: '9.1.0',
        },
      },
      namespace: {
        template: 'add-namespace',
        values: { newNamespace: 'games', podSecurity: 'baseline' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'media/sonarr', confirmation: 'sonarr' },
      },
      expose: {
        template: 'expose-app',
        values: {
          app: 'home/zigbee2mqtt',
          exposure: 'external',
          hostname: 'zigbee.lab.example',
        },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'media/jellyfin',
          volumeName: 'cache',
          volume: { size: '10Gi', mountPath: '/cache' },
        },
      },
    },
  },
  'argo-cd': {
    path: 'kubernetes',
    forms: {
      namespace: {
        template: 'add-namespace',
        values: { newNamespace: 'games', podSecurity: 'baseline' },
      },
      vm: {
        template: 'add-vm',
        values: {
          name: 'build-host',
          namespace: 'vms',
          source: 'docker://quay.io/containerdisks/debian:13',
          instancetype: 'u1.small',
          preference: 'debian',
          volume: { size: '10Gi' },
          network: 'vms/vlan20',
          runStrategy: 'Always',
        },
      },
      database: {
        template: 'add-database',
        values: { app: 'media/jellyfin', volume: { size: '5Gi' } },
      },
      stop: {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'stop' },
      },
      'upgrade-image': {
        template: 'upgrade-app',
        values: { app: 'media/jellyfin', version: '1.3.0' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'media/navidrome', confirmation: 'navidrome' },
      },
    },
  },
  'shared-source': {
    path: 'clusters/home',
    forms: {
      tailscale: {
        template: 'expose-app',
        values: { app: 'media/komga', exposure: 'tailscale' },
      },
      node: {
        template: 'add-node',
        values: {
          nodeName: 'ash',
          nodeAddress: '192.168.20.22',
          role: 'worker',
          macAddress: '02:00:5e:20:00:16',
          disk: '/dev/sda',
        },
      },
      suspend: {
        template: 'suspend-app',
        values: { app: 'media/komga', mode: 'suspend' },
      },
      'upgrade-chart': {
        template: 'upgrade-app',
        values: {
          app: 'media/komga',
          part: 'chart app-template',
          version: '9.1.0',
        },
      },
      namespace: {
        template: 'add-namespace',
        values: { newNamespace: 'games' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'home/esphome', confirmation: 'esphome' },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'media/komga',
          volumeName: 'data',
          volume: { size: '1Gi', mountPath: '/data', storageClass: 'nfs' },
          accessMode: 'ReadWriteMany',
        },
      },
    },
  },
  'helm-repository': {
    path: 'kubernetes',
    forms: {
      'sign-in': {
        template: 'expose-app',
        values: {
          app: 'default/echo',
          exposure: 'external',
          hasSignIn: true,
          clientId: 'echo-lab',
          item: 'clients/echo',
        },
      },
      node: {
        template: 'add-node',
        values: {
          nodeName: 'k8s-3',
          nodeAddress: '10.20.0.13',
          role: 'worker',
          macAddress: '02:00:5e:30:00:0d',
        },
      },
      'shared-database': {
        template: 'add-database',
        values: {
          app: 'default/echo',
          server: 'shared',
          variable: 'DATABASE_URL',
        },
      },
      stop: {
        template: 'suspend-app',
        values: { app: 'default/whoami', mode: 'stop' },
      },
      'upgrade-chart': {
        template: 'upgrade-app',
        values: {
          app: 'default/whoami',
          part: 'chart app-template',
          version: '9.1.0',
        },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'default/echo', confirmation: 'echo' },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'default/echo',
          volumeName: 'data',
          volume: { size: '1Gi', mountPath: '/data' },
        },
      },
    },
  },
  'single-node': {
    path: 'cluster',
    forms: {
      tailscale: {
        template: 'expose-app',
        values: {
          app: 'media/jellyfin',
          exposure: 'tailscale',
          hostname: 'films.tail1234.ts.net',
        },
      },
      address: {
        template: 'expose-app',
        values: {
          app: 'home/mqtt',
          exposure: 'address',
          address: '10.0.0.241',
          port: 8883,
        },
      },
      node: {
        template: 'add-node',
        values: {
          nodeName: 'nuc-2',
          nodeAddress: '10.0.0.11',
          role: 'control-plane',
          macAddress: '02:00:5e:10:00:0b',
          disk: '/dev/sda',
        },
      },
      suspend: {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'suspend' },
      },
      stop: {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'stop' },
      },
      'upgrade-image': {
        template: 'upgrade-app',
        values: {
          app: 'media/jellyfin',
          part: 'image ghcr.io/example/jellyfin',
          version: '10.11.1',
        },
      },
      database: {
        template: 'add-database',
        values: {
          app: 'media/jellyfin',
          volume: { size: '5Gi', storageClass: 'nas' },
          variable: 'JELLYFIN_DB',
        },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'media/jellyfin',
          volumeName: 'cache',
          volume: { size: '10Gi', mountPath: '/cache', storageClass: 'nas' },
        },
      },
      namespace: {
        template: 'add-namespace',
        values: { newNamespace: 'games' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'media/jellyfin', confirmation: 'jellyfin' },
      },
    },
  },
};
