import { TestLab } from '../__testUtils__/TestLab';
import {
  configMap,
  fluxKustomization,
  kustomizationFile,
  tree,
  yamlFile,
} from '../__testUtils__/treeFiles';

type Apps = Parameters<typeof tree>[0];

describe('KustomizationController', () => {
  let lab: TestLab;

  async function start(apps: Apps, more: Record<string, string> = {}) {
    lab = await TestLab.create(tree(apps, more));
    lab.start();
    await lab.until(
      () => lab.list('Kustomization').length === Object.keys(apps).length + 1,
    );
    return lab;
  }
  const ready = (name: string) => lab.isReady('Kustomization', 'apps', name);
  const says = (name: string, type?: string) =>
    lab.says('Kustomization', 'apps', name, type);
  const statusOf = (name: string) =>
    lab.get('Kustomization', 'apps', name)?.status;

  afterEach(() => lab.stop());

  it('applies a directory with labels, an inventory, a history and events', async () => {
    await start({ web: { objects: [configMap('web')] } });
    await lab.until(() => ready('web'));
    const revision = lab.get('GitRepository', 'flux-system', 'flux-system')
      ?.status?.artifact.revision;
    expect(says('web')).toBe(
      `True ReconciliationSucceeded: Applied revision: ${revision}`,
    );
    expect(statusOf('web')).toMatchObject({
      inventory: { entries: [{ id: 'apps_web__ConfigMap', v: 'v1' }] },
      lastAppliedRevision: revision,
      lastAttemptedRevision: revision,
      observedGeneration: 1,
      history: [
        {
          lastReconciledStatus: 'ReconciliationSucceeded',
          totalReconciliations: 1,
          metadata: { revision },
        },
      ],
    });
    const reasons = lab
      .list('Event', 'apps')
      .filter(({ involvedObject }) => involvedObject.name === 'web')
      .map(({ reason }) => reason);
    expect(reasons).toEqual(
      expect.arrayContaining(['Progressing', 'ReconciliationSucceeded']),
    );
  });

  it('prunes what left the tree, and keeps what opted out', async () => {
    const kept = {
      ...configMap('kept'),
      metadata: {
        name: 'kept',
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      },
    };
    await start({
      web: { objects: [configMap('web'), configMap('old'), kept] },
    });
    await lab.until(() => ready('web'));
    await lab.commit(
      { 'apps/web/objects.yaml': yamlFile(configMap('web')) },
      'Drop old',
    );
    await lab.until(() => lab.get('ConfigMap', 'apps', 'old') === undefined);
    expect(lab.get('ConfigMap', 'apps', 'kept')).toBeDefined();
    await lab.until(() => statusOf('web')?.inventory.entries.length === 1);
  });

  it('deletes what it applied when it is deleted itself', async () => {
    await start({ web: { objects: [configMap('web')] } });
    await lab.until(() => ready('web'));
    await lab.commit(
      {
        'flux/cluster/ks.yaml': yamlFile({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'apps' },
        }),
      },
      'Remove web',
    );
    await lab.until(
      () => lab.get('Kustomization', 'apps', 'web') === undefined,
    );
    expect(lab.get('ConfigMap', 'apps', 'web')).toBeUndefined();
    expect(lab.get('Namespace', undefined, 'apps')).toBeDefined();
  });

  it('waits for what it depends on, and names it', async () => {
    await start({
      database: {
        flux: { path: './apps/nowhere' },
        objects: [configMap('database')],
      },
      web: {
        flux: { dependsOn: [{ name: 'database' }] },
        objects: [configMap('web')],
      },
    });
    await lab.until(() => says('web').startsWith('False'));
    expect(says('web')).toBe(
      "False DependencyNotReady: dependency 'apps/database' is not ready",
    );
    expect(says('database')).toMatch(
      /^False ArtifactFailed: kustomization path not found: stat .*apps\/nowhere/,
    );
    expect(lab.get('ConfigMap', 'apps', 'web')).toBeUndefined();
    await lab.commit(
      { 'apps/nowhere/objects.yaml': yamlFile(configMap('database')) },
      'Add the directory',
    );
    await lab.until(() => ready('web'));
  });

  it('waits for a dependency that is suspended', async () => {
    await start({
      database: { objects: [configMap('database')] },
      web: {
        flux: { dependsOn: [{ name: 'database' }] },
        objects: [configMap('web')],
      },
    });
    await lab.until(() => ready('web'));
    const live = lab.get('Kustomization', 'apps', 'database');
    lab.store.update({ ...live!, spec: { ...live!.spec, suspend: true } });
    await lab.commit(
      { 'apps/web/objects.yaml': yamlFile(configMap('web', { a: '1' })) },
      'Change',
    );
    await lab.until(() => says('web').startsWith('False'));
    expect(says('web')).toBe(
      "False DependencyNotReady: dependency 'apps/database' is not ready",
    );
  });

  const broken: Array<[string, Record<string, string>, RegExp]> = [
    [
      'a list that names a missing file',
      { 'apps/web/kustomization.yaml': kustomizationFile(['./gone.yaml']) },
      /^False BuildFailed: kustomize build failed: .*gone\.yaml/,
    ],
    [
      'a kind that nobody serves',
      {
        'apps/web/objects.yaml': yamlFile({
          apiVersion: 'example.org/v1',
          kind: 'Widget',
          metadata: { name: 'w' },
        }),
      },
      /^False ReconciliationFailed: Widget\/apps\/w dry-run failed: no matches for kind "Widget" in version "example.org\/v1"$/,
    ],
    [
      'an object that the API refuses',
      {
        'apps/web/objects.yaml': yamlFile({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'Not A Name' },
        }),
      },
      /^False ReconciliationFailed: ConfigMap\/apps\/Not A Name dry-run failed \(Invalid\): /,
    ],
  ];

  it.each(broken)(
    'fails for %s, keeps what is there, and says why',
    async (_name, files, message) => {
      await start({ web: { objects: [configMap('web')] } });
      await lab.until(() => ready('web'));
      const applied = statusOf('web')?.lastAppliedRevision;
      await lab.commit(files, 'Break it');
      await lab.until(() => says('web').startsWith('False'));
      expect(says('web')).toMatch(message);
      expect(says('web', 'Reconciling')).toMatch(/^True ProgressingWithRetry/);
      expect(statusOf('web')).toMatchObject({ lastAppliedRevision: applied });
      expect(lab.get('ConfigMap', 'apps', 'web')).toBeDefined();
    },
  );

  it('fills variables from ConfigMaps and its own spec, its own first', async () => {
    await start({
      settings: {
        objects: [
          configMap('settings', { ZONE: 'home.example', SIZE: 'small' }),
        ],
      },
      web: {
        flux: {
          dependsOn: [{ name: 'settings' }],
          postBuild: {
            substituteFrom: [{ kind: 'ConfigMap', name: 'settings' }],
            substitute: { SIZE: 'large' },
          },
        },
        objects: [
          configMap('web', {
            host: 'web.${ZONE}',
            size: '${SIZE}',
            more: '${NONE:=none}',
          }),
        ],
      },
    });
    await lab.until(() => ready('web'));
    expect(lab.get('ConfigMap', 'apps', 'web')?.data).toEqual({
      host: 'web.home.example',
      size: 'large',
      more: 'none',
    });
  });

  it('says which source of variables is missing', async () => {
    const substituteFrom = [{ kind: 'Secret', name: 'cluster-secrets' }];
    await start({
      web: {
        flux: { postBuild: { substituteFrom } },
        objects: [configMap('web')],
      },
    });
    await lab.until(() => says('web').startsWith('False'));
    expect(says('web')).toMatch(
      /BuildFailed: .*'Secret\/cluster-secrets'.*not found/,
    );
  });

  it('makes Secrets encrypted with SOPS with their keys and empty values, and says so', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login' },
      stringData: {
        user: 'ENC[AES256_GCM,type:str]',
        password: 'ENC[AES256_GCM,type:str]',
      },
      sops: { version: '3.11.0' },
    };
    await start({ web: { objects: [secret] } });
    await lab.until(() => ready('web'));
    const live = lab.get('Secret', 'apps', 'login');
    expect(live?.data).toEqual({ user: '', password: '' });
    expect(live?.metadata.annotations).toEqual({
      'sandbox.homestage.dev/values': expect.stringContaining('no key'),
    });
    expect(live).not.toHaveProperty('sops');
  });

  it('waits for health, and fails when it does not come in time', async () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              { name: 'web', image: 'registry.home.example/does-not-exist:1' },
            ],
          },
        },
      },
    };
    await start({
      web: { flux: { wait: true, timeout: '30s' }, objects: [deployment] },
    });
    await lab.until(() => says('web', 'Reconciling').includes('health checks'));
    expect(says('web')).toBe('Unknown Progressing: Reconciliation in progress');
    const tookMs = await lab.until(() => says('web').startsWith('False'));
    expect(tookMs).toBeGreaterThan(25_000);
    expect(says('web')).toBe(
      "False HealthCheckFailed: health check failed after 30s: timeout waiting for: [Deployment/apps/web status: 'InProgress']",
    );
    expect(says('web', 'Healthy')).toMatch(/^False HealthCheckFailed/);
    expect(statusOf('web')?.history[0].lastReconciledStatus).toBe(
      'HealthCheckFailed',
    );
  });

  it('does nothing while it is suspended, and catches up when it is resumed', async () => {
    await start({ web: { objects: [configMap('web', { a: '1' })] } });
    await lab.until(() => ready('web'));
    const suspend = (isSuspended: boolean) => {
      const live = lab.get('Kustomization', 'apps', 'web');
      lab.store.update({
        ...live!,
        spec: { ...live!.spec, suspend: isSuspended },
      });
    };
    suspend(true);
    await lab.commit(
      { 'apps/web/objects.yaml': yamlFile(configMap('web', { a: '2' })) },
      'Change',
    );
    await lab.pass(30_000);
    expect(lab.get('ConfigMap', 'apps', 'web')?.data).toEqual({ a: '1' });
    suspend(false);
    await lab.until(() => lab.get('ConfigMap', 'apps', 'web')?.data.a === '2');
  });

  it('answers a request to reconcile', async () => {
    await start({ web: { objects: [configMap('web')] } });
    await lab.until(() => ready('web'));
    await lab.pass(60_000);
    lab.request('Kustomization', 'apps', 'web');
    const asked = lab.get('Kustomization', 'apps', 'web')?.metadata
      .annotations?.['reconcile.fluxcd.io/requestedAt'];
    await lab.until(() => statusOf('web')?.lastHandledReconcileAt === asked);
    expect(statusOf('web')?.history[0].totalReconciliations).toBe(2);
  });

  it('puts back what somebody changed by hand, at its interval', async () => {
    await start({
      web: {
        flux: { interval: '5m' },
        objects: [configMap('web', { a: '1' })],
      },
    });
    await lab.until(() => ready('web'));
    const live = lab.get('ConfigMap', 'apps', 'web');
    lab.store.update({ ...live!, data: { a: 'by hand' } });
    const tookMs = await lab.until(
      () => lab.get('ConfigMap', 'apps', 'web')?.data.a === '1',
      301_000,
    );
    expect(tookMs).toBeGreaterThan(290_000);
  });

  it('applies a hundred Kustomizations within 20 seconds', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `app-${index}`);
    await start(
      Object.fromEntries(
        names.map(name => [name, { objects: [configMap(name)] }]),
      ),
    );
    const startedAt = Date.now();
    await lab.until(() => names.every(ready), 20_000);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });

  it('keeps a Kustomization that a person wrote with the same name in another namespace apart', async () => {
    await start({ web: { objects: [configMap('web')] } });
    await lab.until(() => ready('web'));
    lab.store.create({
      ...fluxKustomization('web', { targetNamespace: 'default' }),
      metadata: { name: 'web', namespace: 'default' },
    });
    await lab.until(() => lab.isReady('Kustomization', 'default', 'web'));
    expect(lab.get('ConfigMap', 'apps', 'web')?.metadata.labels).toMatchObject({
      'kustomize.toolkit.fluxcd.io/namespace': 'apps',
    });
    expect(lab.get('ConfigMap', 'default', 'web')).toBeDefined();
  });
});
