import { readChartDescriptions } from '../charts/published/readChartDescriptions';
import { parseChartDescription } from '../charts/published/ChartDescription';
import { publishedManifests } from '../charts/published/publishedManifests';
import { TestLab } from '../__testUtils__/TestLab';

const KUSTOMIZATION = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization`;

const release = (chart: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${chart}, namespace: system }
spec:
  chartRef: { kind: OCIRepository, name: ${chart} }
  interval: 1h
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: ${chart}, namespace: system }
spec:
  interval: 1h
  ref: { tag: 1.2.3 }
  url: oci://charts.example.com/${chart}
`;

const applied = (name: string, dependsOn = '') => `${KUSTOMIZATION}
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 1h
  retryInterval: 1s
  path: ./${name}
  prune: true
  ${dependsOn}
  sourceRef: { kind: GitRepository, name: flux-system }
  wait: true
`;

const FILES = new Map([
  [
    'nodes.yaml',
    'nodes: [{ name: one, address: 192.168.1.10, controller: true }]',
  ],
  [
    'cluster/cluster.yaml',
    [
      applied('operator'),
      applied('wishes', 'dependsOn: [{ name: operator }]'),
      applied('machines'),
    ].join('---\n'),
  ],
  [
    'operator/all.yaml',
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: system }\n---\n${release(
      'dragonfly-operator',
    )}---\n${release('cert-manager')}`,
  ],
  [
    'wishes/all.yaml',
    `apiVersion: dragonflydb.io/v1alpha1
kind: Dragonfly
metadata: { name: cache, namespace: system }
spec: { replicas: 1 }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: wildcard, namespace: system }
spec: { secretName: wildcard-tls }
`,
  ],
  [
    'machines/kustomization.yaml',
    `resources:
  - https://github.com/kubevirt/kubevirt/releases/download/v1.9.0/kubevirt-operator.yaml
`,
  ],
]);

describe('operators that the lab plays', () => {
  let lab: TestLab;

  beforeAll(async () => {
    lab = await TestLab.create(FILES);
    lab.start();
    await lab.until(() =>
      ['operator', 'wishes', 'machines'].every(name =>
        lab.isReady('Kustomization', 'flux-system', name),
      ),
    );
  });

  afterAll(() => lab.stop());

  const get = (group: string, kind: string, name: string) =>
    lab.store.get({ group, kind, namespace: 'system', name });

  it('make what a custom resource stands for, owned by it', async () => {
    await lab.until(
      () =>
        get('dragonflydb.io', 'Dragonfly', 'cache')?.status?.phase === 'Ready',
    );
    expect(lab.get('StatefulSet', 'system', 'cache')).toMatchObject({
      metadata: {
        ownerReferences: [{ kind: 'Dragonfly', name: 'cache' }],
      },
      status: { readyReplicas: 1 },
    });
  });

  it('say that it is ready, with the secret it names', () => {
    expect(
      get('cert-manager.io', 'Certificate', 'wildcard')?.status,
    ).toMatchObject({
      conditions: [{ type: 'Ready', status: 'True', reason: 'Ready' }],
    });
    expect(get('', 'Secret', 'wildcard-tls')).toMatchObject({
      type: 'kubernetes.io/tls',
    });
  });

  it('come from an address too', () => {
    expect(
      lab.store.get({
        group: 'apps',
        kind: 'Deployment',
        namespace: 'kubevirt',
        name: 'virt-operator',
      })?.status,
    ).toMatchObject({ availableReplicas: 2 });
  });

  it('take back what they said when what they run falls, and say it again', async () => {
    const phase = () =>
      get('dragonflydb.io', 'Dragonfly', 'cache')?.status?.phase;
    lab.faults.setImageCrashing('dragonfly:', true);
    await lab.until(() => phase() === undefined);
    lab.faults.setImageCrashing('dragonfly:', false);
    await lab.until(() => phase() !== undefined);
    expect(phase()).toBe('Ready');
  });
});

describe('descriptions of published charts', () => {
  it('name each chart, kind and address once', () => {
    const descriptions = readChartDescriptions();
    const names = descriptions.map(({ name }) => name);
    const kinds = descriptions.flatMap(one =>
      one.kinds.map(({ group, kind }) => `${kind}.${group}`),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('say which field of which file is wrong', () => {
    expect(() =>
      parseChartDescription(
        'web.yaml',
        'name: web\nappVersion: 1.0.0\nworkload: []',
      ),
    ).toThrow(/web\.yaml: .*workload/s);
  });

  it('know nothing of an address that nobody described', () => {
    const read = publishedManifests(readChartDescriptions());
    expect(read('https://example.com/operator.yaml')).toBeUndefined();
  });
});
