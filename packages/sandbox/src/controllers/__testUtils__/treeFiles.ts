import { stringify } from 'yaml';

type Fields = Record<string, unknown>;

/** Text of a file with one or several documents. */
export const yamlFile = (...documents: Fields[]) =>
  documents.map(document => `---\n${stringify(document)}`).join('');

export const kustomizationFile = (resources: string[], fields: Fields = {}) =>
  yamlFile({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...fields,
    resources,
  });

export const configMap = (name: string, data: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

/** A Flux Kustomization of an app in the namespace `apps`. */
export const fluxKustomization = (name: string, spec: Fields = {}) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace: 'apps' },
  spec: {
    interval: '1h',
    path: `./apps/${name}`,
    prune: true,
    sourceRef: {
      kind: 'GitRepository',
      name: 'flux-system',
      namespace: 'flux-system',
    },
    targetNamespace: 'apps',
    ...spec,
  },
});

/** A release of app-template with one container, and its chart. */
export const appRelease = (
  name: string,
  options: { values?: Fields; spec?: Fields; tag?: string } = {},
) => [
  {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name },
    spec: {
      interval: '1h',
      url: 'oci://ghcr.io/bjw-s-labs/helm/app-template',
      ref: { tag: options.tag ?? '5.1.0' },
    },
  },
  {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name },
    spec: {
      interval: '1h',
      timeout: '20s',
      chartRef: { kind: 'OCIRepository', name },
      values: {
        controllers: {
          [name]: {
            strategy: 'RollingUpdate',
            containers: {
              app: { image: { repository: 'docker.io/library/app', tag: '1' } },
            },
          },
        },
        service: { app: { ports: { http: { port: 80 } } } },
        ...options.values,
      },
      ...options.spec,
    },
  },
];

/** A whole tree: where Flux begins, a namespace, and one file for each app. */
export function tree(
  apps: Record<string, { flux?: Fields; objects: Fields[] }>,
  more: Record<string, string> = {},
): Map<string, string> {
  const files = new Map<string, string>([
    [
      'flux/cluster/ks.yaml',
      yamlFile(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } },
        ...Object.entries(apps).map(([name, { flux }]) =>
          fluxKustomization(name, flux),
        ),
      ),
    ],
    [
      'nodes.yaml',
      yamlFile({
        nodes: ['one', 'two'].map((name, index) => ({
          name,
          address: `192.168.42.1${index}`,
          controller: index === 0,
        })),
      }),
    ],
  ]);
  for (const [name, { objects }] of Object.entries(apps)) {
    files.set(`apps/${name}/objects.yaml`, yamlFile(...objects));
  }
  for (const [file, text] of Object.entries(more)) files.set(file, text);
  return files;
}
