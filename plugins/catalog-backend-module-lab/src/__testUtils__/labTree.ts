const APPS = 'kubernetes/apps';

const ROOT: ReadonlyArray<[string, string]> = [
  [
    'kubernetes/flux/cluster/ks.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: cluster-apps, namespace: flux-system }
spec:
  interval: 1h
  path: ./kubernetes/apps
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  ],
  [
    'nodes.yaml',
    'nodes:\n  - { name: cp-01, address: 192.168.42.11, controller: true }\n  - { name: worker-01, address: 192.168.42.21, controller: false }\n',
  ],
];

/** An app as onedr0p lays it out: ks.yaml, and app/ with a HelmRelease. */
export function appFiles(
  namespace: string,
  name: string,
  options: { dependsOn?: string; hostname?: string } = {},
): Array<[string, string]> {
  const { dependsOn, hostname } = options;
  const directory = `${APPS}/${namespace}/${name}`;
  const wait = dependsOn ? `  dependsOn:\n    - name: ${dependsOn}\n` : '';
  const route = hostname
    ? `    route:\n      app:\n        hostnames: [${hostname}]\n`
    : '';
  return [
    [
      `${directory}/ks.yaml`,
      `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
spec:
${wait}  interval: 1h
  path: ./${directory}/app
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  targetNamespace: ${namespace}
`,
    ],
    [
      `${directory}/app/kustomization.yaml`,
      'resources:\n  - ./helmrelease.yaml\n',
    ],
    [
      `${directory}/app/helmrelease.yaml`,
      `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  interval: 1h
  chartRef: { kind: OCIRepository, name: ${name} }
  values:
    controllers:
      main:
        containers:
          main:
            image: { repository: ghcr.io/lab/${name}, tag: 1.0.0 }
${route}`,
    ],
  ];
}

/** An app that is one plain manifest. */
export function manifestFiles(
  namespace: string,
  name: string,
  manifest: string,
): Array<[string, string]> {
  const files = appFiles(namespace, name);
  return [
    files[0],
    [
      `${APPS}/${namespace}/${name}/app/kustomization.yaml`,
      'resources:\n  - ./manifest.yaml\n',
    ],
    [`${APPS}/${namespace}/${name}/app/manifest.yaml`, manifest],
  ];
}

/** The files of a tree with these apps by namespace. */
export function labTree(
  apps: Readonly<
    Record<string, ReadonlyArray<ReadonlyArray<[string, string]>>>
  >,
  more: ReadonlyArray<[string, string]> = [],
): Map<string, string> {
  const files = new Map<string, string>(ROOT);
  const namespaces = Object.keys(apps);
  files.set(
    `${APPS}/kustomization.yaml`,
    listOf(namespaces.map(name => `./${name}`)),
  );
  for (const [namespace, entries] of Object.entries(apps)) {
    const lists = entries.map(
      ([[ksPath]]) => `./${ksPath.split('/')[3]}/ks.yaml`,
    );
    files.set(
      `${APPS}/${namespace}/kustomization.yaml`,
      `namespace: ${namespace}\n${listOf(['./namespace.yaml', ...lists])}`,
    );
    files.set(
      `${APPS}/${namespace}/namespace.yaml`,
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: _\n',
    );
    entries.flat().forEach(([path, text]) => files.set(path, text));
  }
  more.forEach(([path, text]) => files.set(path, text));
  return files;
}

function listOf(items: readonly string[]): string {
  return `resources:\n${items.map(item => `  - ${item}\n`).join('')}`;
}

/** A VirtualMachine as a file. */
export const MACHINE = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: debian }
spec: { runStrategy: Always, template: { spec: { domain: {} } } }
`;
