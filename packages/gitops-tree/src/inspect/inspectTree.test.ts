import { dedent, tree } from '../__testUtils__/tree';
import { resolveTree } from '../resolve/resolveTree';
import { inspectTree } from './inspectTree';

interface Style {
  readonly prefix: './' | '';
  readonly ksFile: string;
  readonly appDirectory: string;
  readonly isShared: boolean;
  readonly hasNamespace: boolean;
  readonly version: string;
}

const source = (name: string, version: string) =>
  dedent(`
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: OCIRepository
    metadata: { name: ${name} }
    spec:
      interval: 2h
      url: oci://registry.example/helm/app-template
      layerSelector: { mediaType: x }
      ref: { tag: ${version} }
  `);

const release = (style: Style, app: string, gateway: string) =>
  dedent(`
    ---
    # yaml-language-server: $schema=https://schemas.example/app-template.json
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: { name: ${app}${style.hasNamespace ? ', namespace: home' : ''} }
    spec:
      interval: 30m
      chartRef: { kind: OCIRepository, ${
        style.isShared
          ? 'name: app-template, namespace: flux-system'
          : `name: ${app}`
      } }
      values:
        route:
          app:
            hostnames: ["{{ .Release.Name }}.lab.example"]
            parentRefs: [{ name: ${gateway}, namespace: network }]
        persistence: { data: { size: 1Gi, storageClass: fast } }
  `);

const fluxKustomization = (style: Style, app: string) =>
  dedent(`
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: &app ${app}
    spec:
      interval: 1h
      path: ${style.prefix}kubernetes/apps/home/${app}${
    style.appDirectory && `/${style.appDirectory}`
  }
      prune: true
      wait: false
      targetNamespace: home
      sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
  `);

/** Four apps of one namespace, all in one style. */
function inspect(style: Style) {
  const files: Record<string, string> = {
    'kubernetes/flux/ks.yaml': `
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: cluster, namespace: flux-system }
      spec: { path: ./kubernetes/apps, sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system } }
    `,
    'kubernetes/apps/home/namespace.yaml':
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: _ }\n',
    'kubernetes/apps/home/kustomization.yaml': `namespace: home\nresources:\n${[
      'namespace.yaml',
      ...['one', 'three', 'two'].map(app => `${app}/${style.ksFile}`),
    ]
      .map(entry => `- ${style.prefix}${entry}\n`)
      .join('')}`,
  };
  if (style.isShared) {
    files['kubernetes/apps/repositories/app-template.yaml'] = source(
      'app-template, namespace: flux-system',
      style.version,
    );
  }
  for (const [app, gateway] of [
    ['one', 'internal'],
    ['two', 'internal'],
    ['three', 'external'],
  ]) {
    const directory = `kubernetes/apps/home/${app}`;
    const below = style.appDirectory
      ? `${directory}/${style.appDirectory}`
      : directory;
    files[`${directory}/${style.ksFile}`] = fluxKustomization(style, app);
    files[`${below}/kustomization.yaml`] = `resources:\n- ${
      style.prefix
    }hr.yaml\n${style.isShared ? '' : `- ${style.prefix}oci.yaml\n`}`;
    files[`${below}/hr.yaml`] = release(style, app, gateway);
    if (!style.isShared) {
      files[`${below}/oci.yaml`] = source(app, style.version);
    }
  }
  return inspectTree(resolveTree(tree(files), { root: 'kubernetes' }));
}

const STYLES: readonly [name: string, style: Style][] = [
  [
    'sources per app, ./ before paths',
    {
      prefix: './',
      ksFile: 'ks.yaml',
      appDirectory: 'app',
      isShared: false,
      hasNamespace: false,
      version: '5.1.0',
    },
  ],
  [
    'one shared source, bare paths, namespaces spelled out',
    {
      prefix: '',
      ksFile: 'flux.yaml',
      appDirectory: 'manifests',
      isShared: true,
      hasNamespace: true,
      version: '4.2.0',
    },
  ],
];

describe('inspectTree', () => {
  it.each(STYLES)('tells the style of a tree with %s', (_, style) => {
    expect(inspect(style)).toMatchObject({
      appsDirectory: 'kubernetes/apps',
      domain: 'lab.example',
      files: {
        fluxKustomization: style.ksFile,
        appDirectory: style.appDirectory,
        helmRelease: 'hr.yaml',
        kustomization: 'kustomization.yaml',
        namespace: 'namespace.yaml',
      },
      lists: { itemPrefix: style.prefix, isSorted: true, isIndented: false },
      namespace: {
        from: style.hasNamespace ? 'metadata' : 'kustomization',
        placeholder: '_',
        components: [],
      },
      fluxKustomization: {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        interval: '1h',
        prune: true,
        wait: false,
        pathPrefix: style.prefix,
        sourceRef: {
          kind: 'GitRepository',
          name: 'flux-system',
          namespace: 'flux-system',
        },
        hasTargetNamespace: true,
        hasMetadataNamespace: false,
        hasNameAnchor: true,
      },
      helmRelease: {
        interval: '30m',
        hasMetadataNamespace: style.hasNamespace,
      },
      appTemplate: {
        version: style.version,
        via: 'chartRef',
        sourceKind: 'OCIRepository',
        repository: style.isShared ? 'shared' : 'per-app',
        url: 'oci://registry.example/helm/app-template',
        interval: '2h',
        pin: 'tag',
        hasLayerSelector: true,
      },
      gateways: {
        internal: { name: 'internal', namespace: 'network' },
        external: { name: 'external', namespace: 'network' },
      },
      storageClasses: ['fast'],
      schemaComments: {
        AppTemplate: 'https://schemas.example/app-template.json',
      },
    });
  });

  it('says nothing of what a tree has no example of', () => {
    const conventions = inspectTree(resolveTree(new Map(), { root: '' }));
    expect(conventions).toMatchObject({
      gateways: { all: [] },
      storageClasses: [],
      schemaComments: {},
    });
    expect(conventions.appTemplate).toBeUndefined();
    expect(conventions.domain).toBeUndefined();
    expect(conventions.appsDirectory).toBeUndefined();
  });
});
