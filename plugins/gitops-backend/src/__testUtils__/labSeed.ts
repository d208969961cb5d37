const APPS = 'kubernetes/apps';

const kustomization = (name: string, path: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\nspec:\n  interval: 1h\n  path: ./${path}\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n    namespace: flux-system\n`;

/** A release whose image has a tag. */
export const release = (name: string, tag: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: ${name}\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: ${name}\n  interval: 1h\n  values:\n    image: ${tag}\n`;

const app = (name: string): [string, string][] => [
  [
    `${APPS}/media/${name}/ks.yaml`,
    kustomization(name, `${APPS}/media/${name}/app`).replace(
      '  prune',
      '  targetNamespace: media\n  prune',
    ),
  ],
  [`${APPS}/media/${name}/app/helmrelease.yaml`, release(name, '1.0.0')],
];

/** A tree of two apps, with a node list that no Kustomization applies. */
export const LAB_SEED: ReadonlyMap<string, string> = new Map([
  [
    'kubernetes/flux/ks.yaml',
    kustomization('apps', APPS).replace(
      'name: apps\n',
      'name: apps\n  namespace: flux-system\n',
    ),
  ],
  [
    `${APPS}/media/kustomization.yaml`,
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: media\nresources:\n  - ./jellyfin/ks.yaml\n  - ./sonarr/ks.yaml\n',
  ],
  ...app('jellyfin'),
  ...app('sonarr'),
  ['nodes.yaml', 'nodes:\n  - name: cp-01\n    address: 10.0.0.11\n'],
]);
