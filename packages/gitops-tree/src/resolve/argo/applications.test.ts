import { tree } from '../../__testUtils__/tree';
import { resolveTree } from '../resolveTree';

const REPOSITORY = 'https://git.example/home/lab.git';

/** A tree as people with Argo CD keep it: a root that brings a set, and a directory an app. */
const FILES = {
  'kubernetes/argocd/root.yaml': `
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: root, namespace: argocd }
    spec:
      project: default
      source: { repoURL: ${REPOSITORY}, path: kubernetes/argocd, targetRevision: main }
      destination: { namespace: argocd }
      syncPolicy: { automated: {} }
  `,
  'kubernetes/argocd/apps.yaml': `
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata: { name: apps, namespace: argocd }
    spec:
      goTemplate: true
      generators:
        - git:
            repoURL: ${REPOSITORY}
            directories:
              - path: kubernetes/apps/*/*
              - path: kubernetes/apps/*/resting
                exclude: true
      template:
        metadata: { name: '{{ index .path.segments 2 }}-{{ .path.basename }}' }
        spec:
          project: default
          source: { repoURL: 'git@git.example:home/lab', path: '{{ .path.path }}' }
          destination: { namespace: '{{ index .path.segments 2 }}' }
  `,
  'kubernetes/apps/media/plex/kustomization.yaml': `
    resources: [./deployment.yaml]
    helmCharts:
      - { name: app-template, version: 5.1.0, repo: 'https://charts.example' }
  `,
  'kubernetes/apps/media/plex/deployment.yaml': `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: plex }
  `,
  'kubernetes/apps/media/plain/configmap.yaml': `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: plain, namespace: elsewhere }
  `,
  'kubernetes/apps/media/resting/configmap.yaml': `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: resting }
  `,
};

const stateOf = (objects: readonly { name: string; state: string }[]) =>
  Object.fromEntries(objects.map(({ name, state }) => [name, state]));

describe('a tree of Argo CD', () => {
  const index = resolveTree(tree(FILES), { root: '' });

  it('follows a set of directories from the root that brings it', () => {
    expect(
      index.applications.map(({ name, paths, parent, targetNamespace }) => ({
        name,
        paths,
        parent,
        targetNamespace,
      })),
    ).toEqual([
      {
        name: 'root',
        paths: ['kubernetes/argocd'],
        parent: undefined,
        targetNamespace: 'argocd',
      },
      {
        name: 'media-plain',
        paths: ['kubernetes/apps/media/plain'],
        parent: 'argocd/apps',
        targetNamespace: 'media',
      },
      {
        name: 'media-plex',
        paths: ['kubernetes/apps/media/plex'],
        parent: 'argocd/apps',
        targetNamespace: 'media',
      },
    ]);
  });

  it('makes an app of each directory, and none of what only brings others', () => {
    expect(
      index.apps.map(({ namespace, name, directory, state }) => ({
        namespace,
        name,
        directory,
        state,
      })),
    ).toEqual([
      {
        namespace: 'media',
        name: 'plain',
        directory: 'kubernetes/apps/media/plain',
        state: 'reached',
      },
      {
        namespace: 'media',
        name: 'plex',
        directory: 'kubernetes/apps/media/plex',
        state: 'reached',
      },
    ]);
  });

  it('reads the objects of kustomizations and of plain directories, with who applies them', () => {
    const plex = index.objects.find(({ kind }) => kind === 'Deployment');
    expect(plex).toMatchObject({
      name: 'plex',
      namespace: 'media',
      chain: ['argocd/root', 'argocd/apps', 'argocd/media-plex'],
    });
    const plain = index.objects.find(({ name }) => name === 'plain');
    expect(plain).toMatchObject({ namespace: 'elsewhere', state: 'reached' });
  });

  it('says that nothing applies a directory that the set leaves out', () => {
    expect(
      stateOf(index.objects.filter(({ kind }) => kind === 'ConfigMap')),
    ).toEqual({ plain: 'reached', resting: 'not-referenced' });
  });

  it('knows the charts that a kustomization inflates', () => {
    expect(index.charts).toMatchObject([
      {
        name: 'app-template',
        version: '5.1.0',
        url: 'https://charts.example',
        versionPlace: { file: 'kubernetes/apps/media/plex/kustomization.yaml' },
      },
    ]);
  });

  it('finds nothing wrong in it', () => {
    expect(index.problems).toEqual([]);
  });
});

describe('an ApplicationSet', () => {
  const setWith = (generators: string, name: string) =>
    resolveTree(
      tree({
        'argocd/set.yaml': `
          apiVersion: argoproj.io/v1alpha1
          kind: ApplicationSet
          metadata: { name: charts, namespace: argocd }
          spec:
            generators: ${generators}
            template:
              metadata: { name: '${name}' }
              spec:
                source: { repoURL: 'https://charts.example', chart: '{{chart}}', targetRevision: 1.2.3 }
                destination: { namespace: '{{chart}}' }
        `,
      }),
      { root: '' },
    );

  it('of a list makes one Application for each element, whose chart is known', () => {
    const index = setWith(
      '[{ list: { elements: [{ chart: loki }, { chart: tempo }] } }]',
      '{{chart}}',
    );
    expect(stateOf(index.applications)).toEqual({
      loki: 'reached',
      tempo: 'reached',
    });
    expect(
      index.charts.map(({ name, version }) => `${name} ${version}`),
    ).toEqual(['loki 1.2.3', 'tempo 1.2.3']);
    // Their files are elsewhere, so that no directory of the tree is theirs.
    expect(index.apps).toEqual([]);
  });

  it.each([
    ['another generator', '[{ clusters: {} }]', 'fixed'],
    [
      'an expression',
      '[{ list: { elements: [{ chart: loki }] } }]',
      '{{chart | upper}}',
    ],
  ])('says that it does not follow %s', (_, generators, name) => {
    const index = setWith(generators, name);
    expect(index.applications).toEqual([]);
    expect(index.problems).toMatchObject([
      { rule: 'opaque-generator', severity: 'info', file: 'argocd/set.yaml' },
    ]);
  });
});

it('costs only its own objects when a file below an Application does not parse', () => {
  const index = resolveTree(
    tree({
      ...FILES,
      'kubernetes/apps/media/plain/broken.yaml': 'metadata: [\n',
    }),
    { root: '' },
  );
  expect(index.apps.map(({ name }) => name)).toEqual(['plain', 'plex']);
  expect(index.problems).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      file: 'kubernetes/apps/media/plain/broken.yaml',
    }),
  );
});
