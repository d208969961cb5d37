import { StoredObject } from '../ObjectStore';

/** Objects for tests; the overrides are merged one level deep. */
type Overrides = {
  metadata?: object;
  spec?: object;
  status?: object;
  data?: Record<string, string>;
};

const object =
  (apiVersion: string, kind: string, spec?: object) =>
  (name: string, overrides: Overrides = {}) => ({
    apiVersion,
    kind,
    ...overrides,
    metadata: { name, namespace: 'default', ...overrides.metadata },
    ...(spec || overrides.spec ? { spec: { ...spec, ...overrides.spec } } : {}),
  });

export const configMap = object('v1', 'ConfigMap');

export const secret = object('v1', 'Secret');

export const pod = object('v1', 'Pod', {
  containers: [{ name: 'web', image: 'web:1' }],
});

export const kustomization = object(
  'kustomize.toolkit.fluxcd.io/v1',
  'Kustomization',
  {
    interval: '1h',
    prune: true,
    path: './apps',
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
  },
);

export const deployment = (
  name: string,
  overrides: Overrides = {},
): StoredObject =>
  object('apps/v1', 'Deployment', {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  })(name, overrides);

export const node = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'node-role.kubernetes.io/control-plane': '' } },
  status: {
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
    capacity: { cpu: '4', memory: '8Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    addresses: [{ type: 'InternalIP', address: '192.168.42.10' }],
    nodeInfo: { kubeletVersion: 'v1.36.0', osImage: 'Talos (v1.13.9)' },
  },
});

/** The names of the objects of a list, in its order. */
export const names = (list: { items: Array<{ metadata: { name: string } }> }) =>
  list.items.map(({ metadata }) => metadata.name);
