import { tree } from '../__testUtils__/tree';
import { resolveTree } from '../resolve/resolveTree';
import { lintTree } from './lintTree';

const ROOT = `
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: { name: cluster, namespace: flux-system }
  spec:
    path: ./apps
    prune: true
    sourceRef: { kind: GitRepository, name: flux-system }
`;

function lint(files: Record<string, string>) {
  const all = tree({ 'flux/ks.yaml': ROOT, ...files });
  return lintTree(resolveTree(all, { root: '' }));
}

const service = (name: string, address: string, more = '') => `
  apiVersion: v1
  kind: Service
  metadata:
    name: ${name}
    namespace: network
    annotations:
      lbipam.cilium.io/ips: ${address}
      ${more}
`;

const gateway = (name: string, address: string) => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: { name: ${name}, namespace: network }
  spec: { gatewayClassName: envoy, addresses: [{ value: ${address} }] }
`;

const pool = (spec: string, kind = 'CiliumLoadBalancerIPPool') => `
  apiVersion: ${
    kind === 'IPAddressPool' ? 'metallb.io/v1beta1' : 'cilium.io/v2'
  }
  kind: ${kind}
  metadata: { name: services, namespace: network }
  spec: ${spec}
`;

const claim = (name: string, spec = '') => `
  apiVersion: v1
  kind: PersistentVolumeClaim
  metadata: { name: ${name}, namespace: home }
  spec: { resources: { requests: { storage: 5Gi } }${spec} }
`;

const saved = (name: string) => `
  apiVersion: volsync.backube/v1alpha1
  kind: ReplicationSource
  metadata: { name: ${name}, namespace: home }
  spec: { sourcePVC: ${name}, trigger: { schedule: 0 3 * * * } }
`;

const SOURCE = `
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: OCIRepository
  metadata: { name: app-template, namespace: home }
  spec: { url: oci://registry.example/app-template, ref: { tag: 5.1.0 } }
`;

const release = (values: string) => `
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: { name: notes, namespace: home }
  spec:
    chartRef: { kind: OCIRepository, name: app-template }
    values:
      ${values}
`;

const deployment = (pod: string) => `
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: notes, namespace: home }
  spec:
    template:
      spec: ${pod}
`;

const secret = (spec: string) => `
  apiVersion: external-secrets.io/v1
  kind: ExternalSecret
  metadata: { name: notes, namespace: home }
  spec: ${spec}
`;

const store = (name: string) => `
  apiVersion: external-secrets.io/v1
  kind: ClusterSecretStore
  metadata: { name: ${name} }
  spec: { provider: { vault: {} } }
`;

const route = (name: string, at: string, more = '') => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata: { name: ${name}, namespace: home }
  spec:
    hostnames: [${name}.lab.example]
    parentRefs: [{ name: ${at}, namespace: network }]
    ${more}
`;

const policy = (spec: string, namespace = 'home') => `
  apiVersion: gateway.envoyproxy.io/v1alpha1
  kind: SecurityPolicy
  metadata: { name: login, namespace: ${namespace} }
  spec: { oidc: { clientID: x }, ${spec} }
`;

const OPEN = 'rules: [{ backendRefs: [{ name: notes, port: 80 }] }]';

interface Case {
  readonly files: Record<string, string>;
  readonly found?: readonly Record<string, unknown>[];
}

const RANGE = pool('{ blocks: [{ start: 192.168.1.60, stop: 192.168.1.69 }] }');

const addresses: Record<string, Case> = {
  'two Services with one address are an error': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.60'),
      'apps/b.yaml': service('two', '192.168.1.60'),
    },
    found: [
      {
        rule: 'address-clash',
        severity: 'error',
        file: 'apps/b.yaml',
        line: 7,
        column: 27,
        message: expect.stringContaining('Service network/one (apps/a.yaml'),
      },
    ],
  },
  'two Services with one sharing key are not': {
    files: {
      'apps/a.yaml': service(
        'one',
        '192.168.1.60',
        'lbipam.cilium.io/sharing-key: dns',
      ),
      'apps/b.yaml': service(
        'two',
        '192.168.1.60',
        'lbipam.cilium.io/sharing-key: dns',
      ),
    },
  },
  'two gateways with one address may be served by one proxy': {
    files: {
      'apps/a.yaml': gateway('one', '192.168.1.60'),
      'apps/b.yaml': gateway('two', '192.168.1.60'),
    },
    found: [{ rule: 'address-clash', severity: 'warning' }],
  },
  'the address of a node is taken': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.11'),
      'nodes.yaml': 'nodes: [{ name: cp-01, address: 192.168.1.11 }]\n',
    },
    found: [
      {
        rule: 'address-clash',
        severity: 'warning',
        message: expect.stringContaining('cp-01'),
      },
    ],
  },
  'an address that is not known yet clashes with nothing': {
    files: {
      'apps/a.yaml': service('one', '"${ADDRESS}"'),
      'apps/b.yaml': service('two', '"${ADDRESS}"'),
      'apps/p.yaml': RANGE,
    },
  },
  'an address in the pool is well': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.69'),
      'apps/p.yaml': RANGE,
    },
  },
  'an address outside of every pool is an error': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.70'),
      'apps/p.yaml': RANGE,
    },
    found: [
      {
        rule: 'address-outside-pool',
        severity: 'error',
        file: 'apps/a.yaml',
        line: 7,
        message: expect.stringContaining('192.168.1.60 to 192.168.1.69'),
      },
    ],
  },
  'a disabled pool gives nothing out': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.60'),
      'apps/p.yaml': pool(
        '{ disabled: true, blocks: [{ cidr: 192.168.1.0/24 }] }',
      ),
    },
    found: [
      {
        rule: 'address-outside-pool',
        message: expect.stringContaining('disabled'),
      },
    ],
  },
  'pools of another load balancer do not count': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.70'),
      'apps/p.yaml': pool('{ addresses: [192.168.9.0/24] }', 'IPAddressPool'),
    },
  },
  'a pool that is not known in full may hold it': {
    files: {
      'apps/a.yaml': service('one', '192.168.1.70'),
      'apps/p.yaml': pool('{ blocks: [{ cidr: "${POOL}" }] }'),
    },
  },
};

const secrets: Record<string, Case> = {
  'a template that uses a field nobody fetches is an error': {
    files: {
      'apps/a.yaml': secret(`
        target:
          template:
            data:
              URL: "http://{{ .user }}:{{ .pass | urlquery }}@db"
        data: [{ secretKey: user, remoteRef: { key: db } }]`),
    },
    found: [
      {
        rule: 'missing-secret-field',
        severity: 'error',
        line: 8,
        message: expect.stringContaining('uses the field pass'),
      },
    ],
  },
  'fields of dataFrom are not known': {
    files: {
      'apps/a.yaml': secret(`
        target: { template: { data: { URL: "{{ .pass }}" } } }
        data: [{ secretKey: user, remoteRef: { key: db } }]
        dataFrom: [{ extract: { key: db } }]`),
    },
  },
  'within a range the dot is something else, and quoted text is no field': {
    files: {
      'apps/a.yaml': secret(`
        target: { template: { data: { A: "{{ range .user }}{{ .x }}{{ end }}", B: '{{ "{{ .y }}" }}{{ .user.z }}' } } }
        data: [{ secretKey: user, remoteRef: { key: db } }]`),
    },
  },
  'a store that is not declared among others is told': {
    files: {
      'apps/a.yaml': secret(`
        secretStoreRef: { kind: ClusterSecretStore, name: valt }
        data: [{ secretKey: user, remoteRef: { key: db } }]`),
      'apps/s.yaml': store('vault'),
    },
    found: [
      {
        rule: 'dangling-reference',
        severity: 'warning',
        line: 5,
        mend: expect.stringContaining('vault'),
      },
    ],
  },
  'stores are not missed where the tree declares none': {
    files: {
      'apps/a.yaml': secret(
        '{ secretStoreRef: { kind: ClusterSecretStore, name: vault } }',
      ),
    },
  },
};

const volumes: Record<string, Case> = {
  'a volume that nothing saves is told': {
    files: { 'apps/a.yaml': claim('notes') },
    found: [
      {
        rule: 'volume-without-backup',
        severity: 'info',
        file: 'apps/a.yaml',
        message: 'Nothing saves the volume home/notes (5Gi)',
      },
    ],
  },
  'a volume that is saved is well': {
    files: { 'apps/a.yaml': claim('notes'), 'apps/b.yaml': saved('notes') },
  },
  'a backup that nothing applies saves nothing': {
    files: {
      'apps/kustomization.yaml': 'resources: [./a.yaml]\n# - ./b.yaml\n',
      'apps/a.yaml': claim('notes'),
      'apps/b.yaml': saved('notes'),
    },
    found: [{ rule: 'volume-without-backup' }],
  },
  'an export of a NAS is saved there': {
    files: { 'apps/a.yaml': claim('media', ', volumeName: media') },
  },
  'a claim that is made is well': {
    files: {
      'apps/a.yaml': claim('notes'),
      'apps/b.yaml': saved('notes'),
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'persistence: { config: { existingClaim: "{{ .Release.Name }}" } }',
      ),
    },
  },
  'a claim that nothing makes is told, where it is used': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'persistence: { config: { existingClaim: "{{ .Release.Name }}" } }',
      ),
    },
    found: [
      {
        rule: 'missing-claim',
        severity: 'warning',
        line: 7,
        message: expect.stringContaining('uses the claim notes'),
      },
    ],
  },
  'a claim of a pod counts like one of values': {
    files: {
      'apps/d.yaml': deployment(
        '{ volumes: [{ name: x, persistentVolumeClaim: { claimName: gone } }] }',
      ),
    },
    found: [{ rule: 'missing-claim', line: 6 }],
  },
  'a claim that another chart may make is left alone': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'persistence: { db: { existingClaim: data-pg-0 } }',
      ),
      'apps/pg.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: pg, namespace: home }
        spec: {}
      `,
    },
  },
  'a storage class that is not declared among others is told': {
    files: {
      'apps/a.yaml': claim('notes', ', storageClassName: fats'),
      'apps/b.yaml': saved('notes'),
      'apps/c.yaml': `
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: { name: fast }
        provisioner: csi.example
      `,
    },
    found: [
      {
        rule: 'dangling-reference',
        severity: 'warning',
        message: expect.stringContaining('storage class fats'),
      },
    ],
  },
};

const images: Record<string, Case> = {
  'the tag latest is told, where the image stands': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'image: { repository: registry.example/notes, tag: latest }',
      ),
    },
    found: [
      {
        rule: 'floating-image-tag',
        severity: 'warning',
        line: 7,
        message: expect.stringContaining('registry.example/notes'),
      },
    ],
  },
  'the tag latest with a digest is only unreadable': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        `image: { repository: registry.example/notes, tag: "latest@sha256:${'0'.repeat(
          64,
        )}" }`,
      ),
    },
    found: [{ rule: 'floating-image-tag', severity: 'info' }],
  },
  'no tag means latest in a pod': {
    files: {
      'apps/d.yaml': deployment(
        '{ containers: [{ image: registry.example/notes }] }',
      ),
    },
    found: [{ rule: 'floating-image-tag', severity: 'warning', line: 6 }],
  },
  'no tag means the chart’s own in values': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release('image: { repository: registry.example/notes }'),
    },
  },
};

const routes: Record<string, Case> = {
  'a route to the internet without a login is told': {
    files: { 'apps/r.yaml': route('notes', 'envoy-external', OPEN) },
    found: [{ rule: 'exposed-without-auth', severity: 'info', line: 5 }],
  },
  'it is a warning where other routes have one': {
    files: {
      'apps/r.yaml': route('notes', 'envoy-external', OPEN),
      'apps/o.yaml': route('other', 'envoy-external', OPEN),
      'apps/p.yaml': policy('targetRefs: [{ kind: HTTPRoute, name: other }]'),
    },
    found: [
      {
        rule: 'exposed-without-auth',
        severity: 'warning',
        file: 'apps/r.yaml',
      },
    ],
  },
  'a policy of the gateway guards all of its routes': {
    files: {
      'apps/r.yaml': route('notes', 'envoy-external', OPEN),
      'apps/p.yaml': policy(
        'targetRefs: [{ kind: Gateway, name: envoy-external }]',
        'network',
      ),
    },
  },
  'a policy without a login guards nothing': {
    files: {
      'apps/r.yaml': route('notes', 'envoy-external', OPEN),
      'apps/p.yaml': policy(
        'targetRefs: [{ kind: HTTPRoute, name: notes }]',
      ).replace('oidc: { clientID: x }', 'cors: {}'),
    },
    found: [{ rule: 'exposed-without-auth', severity: 'info' }],
  },
  'routes inside of the house need none': {
    files: { 'apps/r.yaml': route('notes', 'envoy-internal', OPEN) },
  },
  'a route that only sends visitors on needs none': {
    files: {
      'apps/r.yaml': route(
        'notes',
        'envoy-external',
        'rules: [{ filters: [{ type: RequestRedirect }] }]',
      ),
    },
  },
  'a gateway that is not declared among others is told': {
    files: {
      'apps/r.yaml': route('notes', 'internla', OPEN),
      'apps/g.yaml': gateway('internal', '192.168.1.60'),
    },
    found: [
      {
        rule: 'dangling-reference',
        severity: 'warning',
        line: 5,
        mend: expect.stringContaining('network/internal'),
      },
    ],
  },
};

const pruning: Record<string, Case> = {
  'what stays when it is taken out is listed': {
    files: {
      'apps/n.yaml': `
        apiVersion: v1
        kind: Namespace
        metadata:
          name: home
          annotations:
            kustomize.toolkit.fluxcd.io/prune: disabled
      `,
    },
    found: [
      {
        rule: 'prune-disabled',
        severity: 'info',
        line: 6,
        message: expect.stringContaining('Namespace home'),
      },
    ],
  },
  'a Kustomization that deletes nothing is listed': {
    files: { 'flux/ks.yaml': ROOT.replace('prune: true', 'prune: false') },
    found: [{ rule: 'prune-disabled', file: 'flux/ks.yaml', line: 6 }],
  },
};

describe.each(
  Object.entries({ addresses, secrets, volumes, images, routes, pruning }),
)('the rules about %s', (_, cases) => {
  it.each(Object.entries(cases))('%s', (__, { files, found = [] }) => {
    expect(
      lint({ 'apps/.keep': '', ...files }).filter(
        ({ rule }) => rule !== 'missing-resource',
      ),
    ).toEqual(found.map(finding => expect.objectContaining(finding)));
  });
});

describe('silences', () => {
  const floating = deployment(
    '{ containers: [{ image: registry.example/notes }] }',
  );
  const withComment = (comment: string) => ({
    'apps/d.yaml': `${comment}\n${floating
      .replace(/^\n/, '')
      .replace(/^ {2}/gm, '')}`,
  });

  it('take a rule away from one file when they say why', () => {
    const comment =
      '# homestage-lint-disable floating-image-tag: a mirror of mine, made each night';
    expect(lint(withComment(comment))).toEqual([]);
    expect(
      lint({ 'apps/e.yaml': `${comment}\n`, 'apps/d.yaml': floating }),
    ).toMatchObject([{ rule: 'floating-image-tag', file: 'apps/d.yaml' }]);
  });

  it('leave the other rules of the file alone', () => {
    expect(
      lint(withComment('# homestage-lint-disable address-clash: shared')),
    ).toMatchObject([{ rule: 'floating-image-tag' }]);
  });

  it('do nothing without a reason, and are told', () => {
    expect(
      lint(withComment('# homestage-lint-disable floating-image-tag')),
    ).toMatchObject([
      {
        rule: 'invalid-silence',
        severity: 'warning',
        file: 'apps/d.yaml',
        line: 1,
        column: 1,
        mend: expect.stringContaining('floating-image-tag:'),
      },
      { rule: 'floating-image-tag' },
    ]);
  });

  it('are told when there is no such rule', () => {
    expect(
      lint(withComment('# homestage-lint-disable latest: mine')),
    ).toMatchObject([
      {
        rule: 'invalid-silence',
        message: expect.stringContaining('latest'),
        mend: expect.stringContaining('floating-image-tag'),
      },
      { rule: 'floating-image-tag' },
    ]);
  });

  it('reach what reading finds as well', () => {
    const broken = (comment: string) =>
      lint({
        'apps/.keep': '',
        'other/x.yaml': `${comment}a: [\n`,
      });
    expect(broken('')).toMatchObject([{ rule: 'unreadable-file' }]);
    expect(
      broken('# homestage-lint-disable unreadable-file: a template\n'),
    ).toEqual([]);
  });
});
