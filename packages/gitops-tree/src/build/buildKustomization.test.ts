import { tree } from '../__testUtils__/tree';
import type { BuildOptions, FileSet } from '../types';
import { BuildError } from './BuildError';
import { buildKustomization } from './buildKustomization';

const CONFIG = `
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: settings }
  data: { host: "\${HOST}", raw: "$\${HOST}" }
  replicas: \${COUNT:=2}
  flag: "\${FLAG:=true}"
`;

const build = (files: FileSet, options: Partial<BuildOptions> = {}) =>
  buildKustomization(files, { path: './app', ...options });

const idsOf = (files: FileSet, options?: Partial<BuildOptions>) =>
  build(files, options).objects.map(
    ({ object }) =>
      `${object.kind} ${object.metadata.namespace ?? ''}/${
        object.metadata.name
      }`,
  );

function failure(files: FileSet, options?: Partial<BuildOptions>): BuildError {
  try {
    build(files, options);
  } catch (error) {
    if (error instanceof BuildError) {
      return error;
    }
    throw error;
  }
  throw new Error('the build did not fail');
}

describe('buildKustomization', () => {
  it('generates the list where there is no kustomization file', () => {
    const files = tree({
      'app/b.yaml': CONFIG.replace('settings', 'b'),
      'app/a/deep/x.yml': CONFIG.replace('settings', 'x'),
      'app/c/kustomization.yaml': 'resources: [only.yaml]\n',
      'app/c/only.yaml': CONFIG.replace('settings', 'only'),
      'app/c/other.yaml': CONFIG.replace('settings', 'other'),
      'app/notes.txt': 'nothing',
    });
    expect(idsOf(files)).toEqual([
      'ConfigMap /x',
      'ConfigMap /b',
      'ConfigMap /only',
    ]);
  });

  it('lays the fields of the Flux Kustomization over the build', () => {
    const files = tree({
      'app/settings.yaml': CONFIG,
      'extra/kustomization.yaml': `
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        resources: [more.yaml]
      `,
      'extra/more.yaml': CONFIG.replace('settings', 'more'),
    });
    const { objects } = build(files, {
      components: ['../extra'],
      targetNamespace: 'media',
      namePrefix: 'p-',
      patches: [
        {
          target: { kind: 'ConfigMap', name: 'more' },
          patch: '- { op: add, path: /data/added, value: "1" }',
        },
      ],
      commonMetadata: { labels: { team: 'home' } },
    });
    expect(objects).toMatchObject([
      { object: { metadata: { name: 'p-settings', namespace: 'media' } } },
      {
        object: {
          metadata: { name: 'p-more', labels: { team: 'home' } },
          data: { added: '1' },
        },
        file: 'extra/more.yaml',
        line: 1,
      },
    ]);
  });

  it('substitutes with the types that the YAML text would get', () => {
    const [{ object }] = build(tree({ 'app/settings.yaml': CONFIG }), {
      postBuild: { substitute: { HOST: 'lab.example' } },
    }).objects;
    expect(object).toMatchObject({
      data: { host: 'lab.example', raw: '${HOST}' },
      replicas: 2,
    });
  });

  it('substitutes nothing, defaults included, without any variable', () => {
    const [{ object }] = build(tree({ 'app/settings.yaml': CONFIG })).objects;
    expect(object).toMatchObject({ replicas: '${COUNT:=2}' });
  });

  it('leaves objects alone that switch substitution off', () => {
    const files = tree({
      'app/settings.yaml': CONFIG.replace(
        '{ name: settings }',
        '{ name: s, annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled } }',
      ),
    });
    const substitute = { HOST: 'lab.example' };
    expect(build(files, { postBuild: { substitute } }).objects).toMatchObject([
      { object: { data: { host: '${HOST}' } } },
    ]);
  });

  it('does not change what a second build starts from', () => {
    const files = tree({
      'app/kustomization.yaml': 'namespace: one\nresources: [s.yaml]\n',
      'app/s.yaml': CONFIG,
    });
    expect(idsOf(files)).toEqual(['ConfigMap one/settings']);
    expect(idsOf(files, { targetNamespace: 'two' })).toEqual([
      'ConfigMap two/settings',
    ]);
    expect(idsOf(files)).toEqual(['ConfigMap one/settings']);
  });

  it('tells every file it read', () => {
    const files = tree({
      'app/kustomization.yaml':
        'resources: [s.yaml]\npatches: [{ path: p.yaml }]\n',
      'app/s.yaml': CONFIG,
      'app/p.yaml': CONFIG,
      'app/unused.yaml': CONFIG,
    });
    expect(build(files).files).toEqual([
      'app/kustomization.yaml',
      'app/s.yaml',
      'app/p.yaml',
    ]);
  });

  it.each<[string, Record<string, string>, object]>([
    [
      'a list entry without a file',
      { 'app/kustomization.yaml': 'resources: [gone.yaml]\n' },
      { code: 'missing-resource', file: 'app/kustomization.yaml' },
    ],
    [
      'a path that leaves the tree',
      { 'app/kustomization.yaml': 'resources: [../../etc]\n' },
      { code: 'missing-resource' },
    ],
    [
      'a directory that is not there',
      { 'other/x.yaml': CONFIG },
      { code: 'missing-resource', file: './app' },
    ],
    [
      'a file that is not YAML',
      {
        'app/kustomization.yaml': 'resources: [s.yaml]\n',
        'app/s.yaml': 'a: 1\nb: [\n',
      },
      { code: 'unreadable-file', file: 'app/s.yaml', line: 3 },
    ],
    [
      'a key that stands twice',
      { 'app/s.yaml': 'kind: A\nkind: B\n' },
      { code: 'unreadable-file', line: 2 },
    ],
    [
      'a document that is no object',
      { 'app/s.yaml': '- 1\n' },
      { code: 'invalid-object', file: 'app/s.yaml' },
    ],
    [
      'the same object twice',
      { 'app/a.yaml': CONFIG, 'app/b.yaml': CONFIG },
      { code: 'duplicate-object', file: 'app/b.yaml' },
    ],
    [
      'directories that list each other',
      {
        'app/kustomization.yaml': 'resources: [../b]\n',
        'b/kustomization.yaml': 'resources: [../app]\n',
      },
      { code: 'cycle' },
    ],
    [
      'a resource behind an address',
      {
        'app/kustomization.yaml': 'resources: ["https://example.org/x.yaml"]\n',
      },
      { code: 'remote-resource' },
    ],
    [
      'a patch for nobody',
      {
        'app/kustomization.yaml':
          'resources: [s.yaml]\npatches: [{ path: p.yaml }]\n',
        'app/s.yaml': CONFIG,
        'app/p.yaml': CONFIG.replace('settings', 'stranger'),
      },
      { code: 'patch-failed', file: 'app/p.yaml' },
    ],
    [
      'a resource under components',
      {
        'app/kustomization.yaml': 'components: [../b]\n',
        'b/kustomization.yaml': 'resources: []\n',
      },
      { code: 'invalid-object' },
    ],
  ])('refuses %s', (_, files, expected) => {
    expect(failure(tree(files))).toMatchObject(expected);
  });

  it('builds what the caller reads from an address', () => {
    const address = 'https://example.org/x.yaml';
    const files = tree({
      'app/kustomization.yaml': `resources: ["${address}"]\nnamespace: apps\n`,
    });
    const readAddress = (asked: string) =>
      asked === address ? CONFIG : undefined;
    expect(idsOf(files, { readAddress })).toEqual(['ConfigMap apps/settings']);
  });

  it('refuses a variable name that the controller refuses', () => {
    const substitute = { 'A-B': 'x' };
    expect(
      failure(tree({ 'app/s.yaml': CONFIG }), { postBuild: { substitute } }),
    ).toMatchObject({ code: 'substitution-failed' });
  });
});
