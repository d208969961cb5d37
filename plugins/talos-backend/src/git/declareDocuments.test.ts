import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { declareDocuments } from './declareDocuments';

const INFRA = path.resolve(__dirname, '../../../../infra');
const urlOf = (file: string, line: number) => `https://git/${file}#L${line}`;

const declare = (files: Record<string, string>) =>
  declareDocuments(new Map(Object.entries(files)), urlOf);

describe('declareDocuments', () => {
  it('finds every document of the reference lab, each value with its line', () => {
    const names = readdirSync(path.join(INFRA, 'talos'), { recursive: true })
      .map(name => `talos/${name}`)
      .filter(name => name.endsWith('.yaml'));
    const read = (name: string) => readFileSync(path.join(INFRA, name), 'utf8');
    const { documents, hasSource } = declareDocuments(
      new Map(names.map(name => [name, read(name)])),
      urlOf,
    );
    expect(hasSource).toBe(true);
    expect(
      documents
        .filter(({ scope }) => scope === 'all' || scope === 'controlPlane')
        .map(({ kind, file }) => `${kind} ${path.basename(file)}`),
    ).toEqual([
      'v1alpha1 10-control-plane.yaml',
      'v1alpha1 70-talos-api-access.yaml',
      'ResolverConfig 21-resolver.yaml',
      'TimeSyncConfig 22-time.yaml',
      'v1alpha1 30-kubelet.yaml',
      'v1alpha1 40-sysctls.yaml',
      'v1alpha1 50-containerd.yaml',
    ]);
    const values = documents.flatMap(({ file, values: all }) =>
      all.map(value => ({ file, ...value })),
    );
    expect(values.length).toBeGreaterThan(40);
    for (const { file, line, path: keys, url } of values) {
      expect(read(file).split('\n')[line - 1]).toContain(keys.at(-1));
      expect(url).toBe(urlOf(file, line));
    }
    expect(
      documents.find(
        ({ kind, scope }) =>
          kind === 'LinkConfig' &&
          typeof scope === 'object' &&
          scope.machine === 'worker-01',
      ),
    ).toMatchObject({
      name: 'net0',
      values: [
        { path: ['mtu'], value: 9000 },
        { path: ['addresses'] },
        { path: ['routes'] },
      ],
    });
  });

  it('knows what a patch takes away, and leaves out what is filled in later', () => {
    const { documents } = declare({
      'talos/patches/worker/a.yaml': `machine:
  nodeLabels:
    x:
      $patch: delete
  sysctls:
    a: \${value}
    b: ENC[AES256_GCM,data:x]
    c: "{{ .Node }}"
    d: plain
`,
    });
    expect(documents[0].scope).toBe('worker');
    expect(documents[0].values).toMatchObject([
      { path: ['machine', 'nodeLabels', 'x'], isDeleted: true, line: 3 },
      { path: ['machine', 'sysctls', 'd'], value: 'plain', line: 9 },
    ]);
  });

  it.each([
    ['patches/all/a.yaml', 'all'],
    ['talos/patches/global/a.yaml', 'all'],
    ['talos/patches/control-plane/a.yaml', 'controlPlane'],
    ['talos/patches/node/n1/a.yaml', { machine: 'n1' }],
    ['talos/patches/n1/a.yaml', { machine: 'n1' }],
    ['infrastructure/talos/worker/a.yaml', 'worker'],
    ['talos/node/n1/a.yaml', { machine: 'n1' }],
  ])('reads whom %s is for', (file, scope) => {
    expect(declare({ [file]: 'a: 1' }).documents).toMatchObject([{ scope }]);
  });

  it('leaves labs below alone, and files that are no YAML', () => {
    expect(
      declare({
        'talos/patches/all/a.yaml': 'a: 1',
        'labs/other/talos/patches/all/a.yaml': 'a: 2',
        'talos/patches/all/b.yaml': 'a: [',
      }).documents,
    ).toMatchObject([{ values: [{ value: 1 }] }]);
  });

  it.each([
    [{ 'talos/machineconfig.yaml.j2': '' }, true],
    [{ 'talos/patches/all/a.yaml.tpl': '' }, true],
    [{ 'apps/a/patches/all/x.yaml': 'a: 1' }, false],
    [{ 'talos/clusterconfig/x.yaml': 'a: 1' }, false],
    [{ 'kubernetes/apps/a.yaml': '' }, false],
  ])('says whether there is any source: %j', (files, hasSource) => {
    expect(declare(files as never).hasSource).toBe(hasSource);
  });
});
