import { TestLab } from '../__testUtils__/TestLab';
import { appRelease, tree, yamlFile } from '../__testUtils__/treeFiles';

type Options = Parameters<typeof appRelease>[1];

const image = (tag: string) => ({
  controllers: {
    web: {
      strategy: 'RollingUpdate',
      containers: {
        app: { image: { repository: 'docker.io/library/app', tag } },
      },
    },
  },
});

const WITH_ROLLBACK = { upgrade: { remediation: { retries: 2 } } };

describe('HelmReleaseController', () => {
  let lab: TestLab;

  async function start(options: Options = {}) {
    lab = await TestLab.create(
      tree({ web: { objects: appRelease('web', options) } }),
    );
    lab.start();
    await lab.until(() => lab.list('HelmRelease').length === 1);
  }
  const change = (options: Options) =>
    lab.commit(
      { 'apps/web/objects.yaml': yamlFile(...appRelease('web', options)) },
      'Change',
    );
  const says = (type?: string) => lab.says('HelmRelease', 'apps', 'web', type);
  const statusOf = () => lab.get('HelmRelease', 'apps', 'web')?.status;
  const history = (): string[] =>
    (statusOf()?.history ?? []).map(
      ({ version, action, status }: Record<string, unknown>) =>
        `v${version} ${action} ${status}`,
    );
  const images = () =>
    lab
      .list('Pod', 'apps')
      .map(
        ({ spec, status }) => `${spec?.containers[0].image} ${status?.phase}`,
      );

  afterEach(() => lab.stop());

  it('installs, waits until the pods are ready, and keeps a snapshot and an inventory', async () => {
    await start();
    await lab.until(() => says().startsWith('Unknown'));
    expect(says()).toBe(
      "Unknown Progressing: Running 'install' action with timeout of 20s",
    );
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    expect(says()).toMatch(
      /^True InstallSucceeded: Helm install succeeded for release apps\/web\.v1 with chart app-template@5\.1\.0\+[0-9a-f]{12}$/,
    );
    expect(statusOf()).toMatchObject({
      history: [
        {
          version: 1,
          action: 'install',
          status: 'deployed',
          chartName: 'app-template',
        },
      ],
      inventory: {
        entries: [
          { id: 'apps_web__Service' },
          { id: 'apps_web_apps_Deployment' },
        ],
      },
      lastAttemptedReleaseAction: 'install',
      observedGeneration: 1,
    });
    expect(images()).toEqual(['docker.io/library/app:1 Running']);
  });

  it('upgrades when the values change, and supersedes the release before', async () => {
    await start();
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    await change({ values: image('2') });
    await lab.until(() => history()[0] === 'v2 upgrade deployed');
    expect(history()).toEqual(['v2 upgrade deployed', 'v1 install superseded']);
    const [now, before] = statusOf()?.history ?? [];
    expect(now.configDigest).not.toBe(before.configDigest);
    expect(now.chartVersion).toBe(before.chartVersion);
    await lab.until(
      () => images().join() === 'docker.io/library/app:2 Running',
    );
  });

  it('upgrades when the chart changes', async () => {
    await start({ tag: '4.6.2' });
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    await change({ tag: '5.1.0' });
    await lab.until(() => history()[0] === 'v2 upgrade deployed');
    expect(statusOf()?.history[0].chartVersion).toMatch(/^5\.1\.0\+/);
  });

  it('rolls a failed upgrade back, tries again as often as told, then gives up', async () => {
    await start({ spec: WITH_ROLLBACK });
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    await change({ spec: WITH_ROLLBACK, values: image('does-not-exist') });
    await lab.until(() => says('Remediated').startsWith('True'));
    expect(says('Released')).toMatch(
      /^False UpgradeFailed: Helm upgrade failed for release apps\/web with chart .*timeout waiting for: \[Deployment\/apps\/web status: 'InProgress'\]$/,
    );
    expect(says()).toMatch(
      /^False RollbackSucceeded: Helm rollback to previous release apps\/web\.v3 /,
    );
    expect(history()).toEqual([
      'v3 rollback deployed',
      'v2 upgrade failed',
      'v1 install superseded',
    ]);
    await lab.until(() => says('Stalled').startsWith('True'), 200_000);
    expect(says('Stalled')).toBe(
      'True RetriesExceeded: Failed to upgrade after 3 attempt(s)',
    );
    expect(statusOf()).toMatchObject({ upgradeFailures: 3 });
    expect(says()).toMatch(/^False RollbackSucceeded/);
    expect(images()).toEqual(['docker.io/library/app:1 Running']);
  });

  it('is as wished again when the change is taken back', async () => {
    await start({ spec: WITH_ROLLBACK });
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    await change({ spec: WITH_ROLLBACK, values: image('does-not-exist') });
    await lab.until(() => says('Stalled').startsWith('True'), 200_000);
    await change({ spec: WITH_ROLLBACK });
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    expect(says('Stalled')).toBe('nothing');
    expect(says('Remediated')).toBe('nothing');
  });

  it('stalls after a failed install without retries', async () => {
    await start({ values: image('does-not-exist') });
    await lab.until(() => says('Stalled').startsWith('True'));
    expect(says()).toMatch(/^False InstallFailed: /);
    expect(history()).toEqual(['v1 install failed']);
  });

  it('keeps trying an install whose strategy is to retry', async () => {
    const install = {
      strategy: { name: 'RetryOnFailure', retryInterval: '10s' },
    };
    await start({ spec: { install }, values: image('does-not-exist') });
    await lab.until(() => history()[0] === 'v3 install failed', 200_000);
    expect(says('Stalled')).toBe('nothing');
    await change({ spec: { install }, values: image('1') });
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    expect(history()[0]).toBe('v4 install deployed');
  });

  it('tries again after a reset is asked for', async () => {
    await start({ values: image('does-not-exist') });
    await lab.until(() => says('Stalled').startsWith('True'));
    const live = lab.get('HelmRelease', 'apps', 'web');
    const at = String(lab.clock.now());
    const annotations = {
      'reconcile.fluxcd.io/requestedAt': at,
      'reconcile.fluxcd.io/resetAt': at,
    };
    lab.store.update({
      ...live!,
      metadata: { ...live!.metadata, annotations },
    });
    await lab.until(() => says().startsWith('Unknown'));
    await lab.until(() => statusOf()?.lastHandledResetAt === at);
    expect(statusOf()).toMatchObject({
      upgradeFailures: 0,
      installFailures: 1,
    });
  });

  it('says that it does not run a chart it does not know, and is never ready', async () => {
    lab = await TestLab.create(
      tree({
        web: {
          objects: appRelease('web').map(object =>
            object.kind === 'OCIRepository'
              ? {
                  ...object,
                  spec: {
                    ...object.spec,
                    url: 'oci://charts.example.com/of-somebody',
                    ref: { tag: 'v1.21.1' },
                  },
                }
              : object,
          ),
        },
      }),
      { isForeign: true },
    );
    lab.start();
    await lab.until(() => says().startsWith('False ChartNotSupported'));
    expect(lab.isReady('OCIRepository', 'apps', 'web')).toBe(true);
    expect(says('Stalled')).toMatch(
      /chart 'of-somebody' version '1\.21\.1' is fetched, but not run here$/,
    );
    await lab.pass(120_000);
    expect(lab.isReady('HelmRelease', 'apps', 'web')).toBe(false);
  });

  it('waits for a chart that the registry does not have', async () => {
    await start({ tag: '5.99.0' });
    await lab.until(() => says().includes('manifest unknown'));
    expect(says()).toMatch(
      /^False SourceNotReady: OCIRepository 'apps\/web' is not ready: failed to determine artifact digest: GET https:\/\/.*\/manifests\/5\.99\.0: MANIFEST_UNKNOWN/,
    );
    expect(says('Reconciling')).toBe(
      'True Progressing: Fulfilling prerequisites',
    );
    expect(lab.says('OCIRepository', 'apps', 'web')).toMatch(
      /^False OCIArtifactPullFailed/,
    );
    await change({});
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
  });

  it('names the container of which the values are wrong', async () => {
    await start({
      values: { controllers: { web: { containers: { app: {} } } } },
    });
    await lab.until(() => says().startsWith('False'));
    expect(says()).toMatch(
      /InstallFailed: .*execution error: No image repository specified for container web\/app$/,
    );
  });

  it('removes what it released when it is deleted', async () => {
    await start();
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    lab.store.delete({
      group: 'helm.toolkit.fluxcd.io',
      kind: 'HelmRelease',
      namespace: 'apps',
      name: 'web',
    });
    await lab.until(() => lab.list('HelmRelease').length === 0);
    await lab.until(() => lab.list('Pod', 'apps').length === 0);
    expect(lab.get('Service', 'apps', 'web')).toBeUndefined();
  });

  it('fetches a chart from a HelmRepository by way of a HelmChart', async () => {
    const [, release] = appRelease('web');
    const { chartRef: _chartRef, ...spec } = release.spec as Record<
      string,
      unknown
    >;
    const sourceRef = { kind: 'HelmRepository', name: 'charts' };
    lab = await TestLab.create(
      tree({
        web: {
          objects: [
            {
              apiVersion: 'source.toolkit.fluxcd.io/v1',
              kind: 'HelmRepository',
              metadata: { name: 'charts' },
              spec: { interval: '1h', url: 'https://charts.home.example' },
            },
            {
              ...release,
              spec: {
                ...spec,
                chart: {
                  spec: { chart: 'app-template', version: '4.x', sourceRef },
                },
              },
            },
          ],
        },
      }),
    );
    lab.start();
    await lab.until(() => lab.isReady('HelmRelease', 'apps', 'web'));
    expect(lab.says('HelmChart', 'apps', 'apps-web')).toBe(
      "True ChartPullSucceeded: pulled 'app-template' chart with version '4.6.2'",
    );
    expect(statusOf()).toMatchObject({ helmChart: 'apps/apps-web' });
  });
});
