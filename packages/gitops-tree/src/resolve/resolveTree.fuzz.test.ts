import fc from 'fast-check';
import { inspectTree } from '../inspect/inspectTree';
import { lintTree } from '../lint/lintTree';
import { resolveTree } from './resolveTree';

const path = fc.constantFrom(
  'flux/ks.yaml',
  'apps/kustomization.yaml',
  'apps/a/ks.yaml',
  'apps/a/app/kustomization.yaml',
  'apps/a/app/helmrelease.yaml',
  'apps/namespace.yaml',
  'nodes.yaml',
  'kustomization.yml',
);

/** Fields that the resolver reads, with any value in them. */
const field = fc.constantFrom(
  ...[
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'path',
    'resources',
    'components',
  ],
  ...['patches', 'patch', 'target', 'name', 'namespace', 'values', 'route'],
  ...['hostnames', 'parentRefs', 'dependsOn', 'sourceRef', 'postBuild'],
  ...['substitute', 'substituteFrom', 'images', 'labels', 'configMapGenerator'],
  ...['persistence', 'service', 'ports', 'chartRef', 'chart', 'nodes', 'items'],
  ...['__proto__', 'constructor', 'toString'],
);

const text = fc.constantFrom(
  ...[
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'helm.toolkit.fluxcd.io/v2',
  ],
  ...[
    'HelmRelease',
    'v1',
    'List',
    'Secret',
    'ConfigMap',
    'Component',
    './apps',
  ],
  ...[
    '../..',
    './a/ks.yaml',
    'app',
    '',
    '.',
    '${X}',
    '${',
    '$${X:=',
    '{{ .Release.Name }}',
  ],
  ...['https://example.org', '- {op: remove, path: /spec}', '[(', 'a*'],
);

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'value' },
    text,
    fc.constantFrom(null, true, 1, -0.5),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'value' }),
    fc.dictionary(field, tie('value'), {
      maxKeys: 6,
      depthIdentifier: 'value',
    }),
  ),
}));

const kustomization = fc.record({
  apiVersion: fc.constant('kustomize.toolkit.fluxcd.io/v1'),
  kind: fc.constant('Kustomization'),
  metadata: fc.record({ name: fc.constantFrom('a', 'b') }),
  spec: fc.dictionary(field, value),
});

const content = fc.oneof(
  value.map(item => JSON.stringify(item)),
  fc
    .array(fc.oneof(kustomization, value), { maxLength: 3 })
    .map(items => items.map(item => JSON.stringify(item)).join('\n---\n')),
  fc
    .record({ resources: fc.array(text), patches: value })
    .map(item => JSON.stringify(item)),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'ab:- \n#[]{},"\'&*|>?\t\r!%<') }),
);

function readAll(files: ReadonlyMap<string, string>) {
  const index = resolveTree(files, { root: '' });
  inspectTree(index);
  return { index, findings: lintTree(index) };
}

describe('reading a tree of anything', () => {
  it('never throws, and gives every finding a place', () => {
    fc.assert(
      fc.property(fc.dictionary(path, content), files => {
        const { findings } = readAll(new Map(Object.entries(files)));
        expect(
          findings.every(
            ({ file, line, column }) =>
              file !== undefined && line >= 1 && column >= 1,
          ),
        ).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  const deep = (open: string, close = '') =>
    open.repeat(5000) + close.repeat(5000);

  it.each([
    ['deep brackets', deep('[', ']')],
    ['deep braces', deep('{a: ', '}')],
    ['unclosed brackets', deep('[')],
    ['compact lists', `${deep('- ')}a`],
    ['explicit keys', `${deep('? ')}a`],
    ['explicit keys on lines of their own', deep('?\n ')],
    ['many documents', deep('---\n')],
    [
      'many keys',
      Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'),
    ],
    [
      'an alias bomb',
      Array.from({ length: 12 }, (_, i) =>
        i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [${`*a${i - 1},`.repeat(9)}]`,
      ).join('\n'),
    ],
    ['a key twice', 'a: 1\na: 2\n'],
    ['tabs', 'a:\n\tb: 1\n'],
    ['bytes', '\u0000\u0001\ufffe'],
    ['a byte order mark', '\ufeffkind: ConfigMap\n'],
  ])('survives %s', (_, body) => {
    const files = new Map([
      ['apps/x.yaml', body],
      ['nodes.yaml', body],
      ['apps/kustomization.yaml', body],
    ]);
    expect(() => readAll(files)).not.toThrow();
  });
});
