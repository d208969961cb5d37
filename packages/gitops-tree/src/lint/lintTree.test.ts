import { tree } from '../__testUtils__/tree';
import { resolveTree } from '../resolve/resolveTree';
import { lintTree } from './lintTree';
import { RULES } from './RULES';

const ROOT = `
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: { name: cluster, namespace: flux-system }
  spec:
    path: ./apps
    sourceRef: { kind: GitRepository, name: flux-system }
`;

const ks = (name: string, more = '') => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: media
spec:
  path: ./apps/${name}/app
  targetNamespace: media
  sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
${more}`;

const configMap = (name: string, value = '1') => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
  key: "${value}"
`;

const route = (name: string, hostname: string, gateway: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
spec:
  hostnames: [${hostname}]
  parentRefs: [{ name: ${gateway} }]
`;

/** Two apps, \`one\` and \`two\`, whose files the case adds or replaces. */
function lint(files: Record<string, string>, changed?: string[]) {
  const all = tree({
    'flux/ks.yaml': ROOT,
    'apps/kustomization.yaml': 'resources: [./one/ks.yaml, ./two/ks.yaml]\n',
    'apps/one/ks.yaml': ks('one'),
    'apps/two/ks.yaml': ks('two'),
    'apps/one/app/kustomization.yaml': 'resources: [./one.yaml]\n',
    'apps/one/app/one.yaml': configMap('one'),
    'apps/two/app/kustomization.yaml': 'resources: [./two.yaml]\n',
    'apps/two/app/two.yaml': configMap('two'),
    ...files,
  });
  return lintTree(resolveTree(all, { root: '' }), { changed });
}

interface Case {
  readonly files: Record<string, string>;
  readonly found: readonly Record<string, unknown>[];
}

const cases: Record<string, Case> = {
  'finds nothing in a tree that is well': { files: {}, found: [] },
  'finds an object that two Kustomizations write differently': {
    files: { 'apps/two/app/two.yaml': configMap('one', '2') },
    found: [
      {
        rule: 'duplicate-object',
        severity: 'error',
        file: 'apps/two/app/two.yaml',
      },
    ],
  },
  'only warns of equal copies': {
    files: { 'apps/two/app/two.yaml': configMap('one') },
    found: [{ rule: 'duplicate-object', severity: 'warning' }],
  },
  'does not blame a patch for what an address holds': {
    files: {
      'apps/one/app/kustomization.yaml': `
        resources: [https://example.org/operator.yaml, ./one.yaml]
        patches:
          - patch: '{ $patch: delete, apiVersion: v1, kind: Namespace, metadata: { name: operator } }'
      `,
    },
    found: [
      { severity: 'info', message: expect.stringContaining('example.org') },
    ],
  },
  'finds a list entry without a file': {
    files: {
      'apps/one/app/kustomization.yaml':
        'resources:\n  - ./one.yaml\n  - ./gone.yaml\n',
    },
    found: [
      {
        rule: 'missing-resource',
        severity: 'error',
        file: 'apps/one/app/kustomization.yaml',
        line: 3,
        message: expect.stringContaining('gone.yaml'),
      },
    ],
  },
  'finds a file that no list names': {
    files: { 'apps/one/app/extra.yaml': configMap('extra') },
    found: [
      {
        rule: 'unlisted-file',
        severity: 'warning',
        file: 'apps/one/app/extra.yaml',
        message: expect.stringContaining(
          'apps/one/app/kustomization.yaml does not list it',
        ),
      },
    ],
  },
  'leaves alone what is commented out': {
    files: {
      'apps/one/app/kustomization.yaml':
        'resources:\n  - ./one.yaml\n  # - ./extra.yaml\n',
      'apps/one/app/extra.yaml': configMap('extra'),
    },
    found: [],
  },
  'finds a dependency on nothing': {
    files: {
      'apps/one/ks.yaml': ks('one', '  dependsOn:\n    - name: gone\n'),
    },
    found: [
      {
        rule: 'dangling-dependency',
        severity: 'error',
        line: 11,
        message: expect.stringContaining(
          'media/gone, which is not in the tree',
        ),
      },
    ],
  },
  'takes a dependency without a namespace for one in its own': {
    files: {
      'apps/one/ks.yaml': ks('one', '  dependsOn:\n    - name: cluster\n'),
    },
    found: [{ rule: 'dangling-dependency' }],
  },
  'finds Kustomizations that wait for each other': {
    files: {
      'apps/one/ks.yaml': ks('one', '  dependsOn: [{ name: two }]\n'),
      'apps/two/ks.yaml': ks('two', '  dependsOn: [{ name: one }]\n'),
    },
    found: [
      {
        rule: 'dependency-cycle',
        severity: 'error',
        message: expect.stringContaining('media/one → media/two → media/one'),
      },
    ],
  },
  'finds a chart without its source': {
    files: {
      'apps/one/app/one.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: one }
        spec:
          chartRef:
            kind: OCIRepository
            name: gone
      `,
    },
    found: [
      {
        rule: 'dangling-source',
        severity: 'error',
        line: 7,
        message: expect.stringContaining('OCIRepository media/gone'),
      },
    ],
  },
  'finds one host name with two owners': {
    files: {
      'apps/one/app/one.yaml': route('one', 'x.lab.example', 'internal'),
      'apps/two/app/two.yaml': route('two', 'x.lab.example', 'internal'),
    },
    found: [{ rule: 'hostname-clash', file: 'apps/two/app/two.yaml', line: 6 }],
  },
  'allows one host name at two gateways': {
    files: {
      'apps/one/app/one.yaml': route('one', 'x.lab.example', 'internal'),
      'apps/two/app/two.yaml': route('two', 'x.lab.example', 'guests'),
    },
    found: [],
  },
  'finds a name that Kubernetes refuses': {
    files: { 'apps/one/app/one.yaml': configMap('Not_Good') },
    found: [{ rule: 'invalid-name', severity: 'error', line: 4 }],
  },
  'finds a variable that nobody fills in': {
    files: {
      'apps/one/ks.yaml': ks(
        'one',
        '  postBuild: { substitute: { APP: one } }\n',
      ),
      'apps/one/app/one.yaml': configMap(
        'one',
        '${APP} ${GONE} $${LITERAL} ${TTL:=5m}',
      ),
    },
    found: [
      {
        rule: 'unsubstituted-variable',
        severity: 'warning',
        line: 6,
        message: expect.stringContaining('${GONE}'),
      },
    ],
  },
  'finds a variable in a name where nothing is substituted': {
    files: { 'apps/one/app/one.yaml': configMap('${APP}') },
    found: [{ rule: 'unsubstituted-variable', severity: 'error' }],
  },
  'trusts variables that a Secret may bring': {
    files: {
      'apps/one/ks.yaml': ks(
        'one',
        '  postBuild: { substituteFrom: [{ kind: Secret, name: s }] }\n',
      ),
      'apps/one/app/one.yaml': configMap('one', '${DOMAIN}'),
    },
    found: [],
  },
  'finds a file that cannot be read, once': {
    files: { 'apps/one/app/one.yaml': 'a: 1\nb: [\n' },
    found: [
      {
        rule: 'unreadable-file',
        severity: 'error',
        file: 'apps/one/app/one.yaml',
        line: 3,
      },
    ],
  },
};

describe('lintTree', () => {
  it.each(Object.entries(cases))('%s', (_, { files, found }) => {
    expect(lint(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });

  describe('on Secrets', () => {
    const secret = (body: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: one }\n${body}`;
    const made = `v-${Math.random()}`;

    it('finds values in clear text, and does not repeat them', () => {
      const findings = lint({
        'apps/one/app/one.yaml': secret(`stringData: { password: ${made} }\n`),
      });
      expect(findings).toMatchObject([
        {
          rule: 'unencrypted-secret',
          severity: 'error',
          message: expect.stringContaining('password'),
        },
      ]);
      expect(JSON.stringify(findings)).not.toContain(made);
    });

    it.each([
      ['encrypted values', 'stringData: { a: "ENC[AES256_GCM,data:x]" }\n'],
      ['a file of SOPS', `data: { a: ${made} }\nsops: { mac: x }\n`],
      ['variables', 'stringData: { a: "${PASSWORD}" }\n'],
      ['references', 'stringData: { a: "op://vault/item/field" }\n'],
      ['nothing', 'data: {}\n'],
    ])('accepts %s', (_, body) => {
      expect(lint({ 'apps/one/app/one.yaml': secret(body) })).toEqual([]);
    });

    it('keeps values out of the index', () => {
      const files = tree({
        'flux/ks.yaml': ROOT,
        'apps/s.yaml': secret(`data: { a: ${made} }\n`),
      });
      const { objects } = resolveTree(files, { root: '' });
      expect(JSON.stringify(objects)).toContain('"data":{"a":""}');
      expect(JSON.stringify(objects)).not.toContain(made);
    });
  });

  it('tells only of the files it is asked about', () => {
    const files = {
      'apps/one/app/extra.yaml': configMap('extra'),
      'apps/two/app/extra.yaml': configMap('extra'),
    };
    expect(lint(files, ['apps/two/app/extra.yaml'])).toMatchObject([
      { file: 'apps/two/app/extra.yaml' },
    ]);
  });

  it('has a name of its own for every rule', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
