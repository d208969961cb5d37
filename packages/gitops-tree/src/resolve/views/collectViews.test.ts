import { resolveFiles } from '../../__testUtils__/appsTree';
import { resolveTree } from '../resolveTree';

describe('the typed views of a tree', () => {
  it('tell secret stores with their provider', () => {
    const { secretStores } = resolveFiles({
      'apps/store.yaml': `
        apiVersion: external-secrets.io/v1
        kind: ClusterSecretStore
        metadata: { name: vault }
        spec: { provider: { onepasswordSDK: { vault: lab } } }
        ---
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: { name: own, namespace: home }
        spec: { provider: { kubernetes: {} } }
      `,
    });
    expect(secretStores).toMatchObject([
      { kind: 'ClusterSecretStore', name: 'vault', provider: 'onepasswordSDK' },
      {
        kind: 'SecretStore',
        name: 'own',
        namespace: 'home',
        provider: 'kubernetes',
      },
    ]);
    expect(secretStores[0]).not.toHaveProperty('namespace');
  });

  it('tell images where they stand, each by its own tag', () => {
    const { images } = resolveFiles({
      'apps/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: app, namespace: home }
        spec:
          values:
            one:
              image:
                repository: registry.example/app
                tag: 1.0.0
            some: thing
            more: things
            two:
              image:
                repository: registry.example/app
                tag: 2.0.0
      `,
      'apps/work.yaml': `
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: job, namespace: home }
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  containers:
                    - image: registry.example/job@sha256:${'0'.repeat(64)}
      `,
    });
    expect(
      images.map(({ owner, repository, tag, digest, line }) => [
        owner,
        repository,
        tag ?? digest?.slice(0, 8),
        line,
      ]),
    ).toEqual([
      ['HelmRelease home/app', 'registry.example/app', '1.0.0', 8],
      ['HelmRelease home/app', 'registry.example/app', '2.0.0', 14],
      ['CronJob home/job', 'registry.example/job', 'sha256:0', 10],
    ]);
  });

  it('tell where the version of a chart is written', () => {
    const { charts } = resolveFiles({
      'apps/release.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: app, namespace: home }
        spec:
          chartRef: { kind: OCIRepository, name: app }
      `,
      'apps/source.yaml': `
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: { name: app, namespace: home }
        spec:
          url: oci://registry.example/app-template
          ref:
            tag: 5.1.0
      `,
    });
    expect(charts).toMatchObject([
      {
        name: 'app-template',
        version: '5.1.0',
        owner: 'HelmRelease home/app',
        file: 'apps/release.yaml',
        versionPlace: { file: 'apps/source.yaml', line: 7, column: 10 },
      },
    ]);
  });

  it('stay right when an earlier index lends what did not change', () => {
    const service = (address: string, head = '') => `${head}
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: network, annotations: { lbipam.cilium.io/ips: ${address} } }
    `;
    const previous = resolveFiles({
      'apps/service.yaml': service('192.168.1.60'),
    });
    const files = new Map(previous.files);
    files.set(
      'apps/service.yaml',
      `# moved down\n${(previous.files.get('apps/service.yaml') ?? '').replace(
        '.60',
        '.61',
      )}`,
    );
    const { addresses } = resolveTree(files, { root: '', previous });
    expect(addresses).toMatchObject([{ address: '192.168.1.61', line: 4 }]);
  });
});
