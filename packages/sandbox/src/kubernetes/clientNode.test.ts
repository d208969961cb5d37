import * as k8s from '@kubernetes/client-node';
import { configMap, deployment, kustomization } from './__testUtils__/objects';
import { TestApi, until } from './__testUtils__/TestApi';

// The informer waits out its own back-off before it lists again.
describe('@kubernetes/client-node', () => {
  let lab: TestApi;
  let config: k8s.KubeConfig;

  beforeEach(async () => {
    lab = await TestApi.start();
    config = new k8s.KubeConfig();
    config.loadFromFile(lab.api.kubeconfigFile);
  });
  afterEach(() => lab.stop());

  it('lists, creates, patches and deletes', async () => {
    const core = config.makeApiClient(k8s.CoreV1Api);
    await core.createNamespacedConfigMap({
      namespace: 'default',
      body: configMap('made', { data: { a: '1' } }),
    });
    await core.patchNamespacedConfigMap(
      { namespace: 'default', name: 'made', body: { data: { a: '2' } } },
      k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.MergePatch),
    );
    const list = await core.listNamespacedConfigMap({ namespace: 'default' });
    expect(
      list.items.map(({ metadata, data }) => [metadata?.name, data]),
    ).toEqual([['made', { a: '2' }]]);
    await core.deleteNamespacedConfigMap({
      namespace: 'default',
      name: 'made',
    });
    await expect(
      core.readNamespacedConfigMap({ namespace: 'default', name: 'made' }),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('reads custom resources and times as it expects them', async () => {
    lab.create(kustomization('apps'));
    lab.create(deployment('web'));
    const custom = config.makeApiClient(k8s.CustomObjectsApi);
    const list = await custom.listClusterCustomObject({
      group: 'kustomize.toolkit.fluxcd.io',
      version: 'v1',
      plural: 'kustomizations',
    });
    expect(list.items[0].spec.path).toBe('./apps');
    const apps = config.makeApiClient(k8s.AppsV1Api);
    const { items } = await apps.listDeploymentForAllNamespaces();
    expect(items[0].metadata?.creationTimestamp).toBeInstanceOf(Date);
  });

  it('keeps an informer in step, over a dropped connection and an expired version', async () => {
    const core = config.makeApiClient(k8s.CoreV1Api);
    const informer = k8s.makeInformer(
      config,
      '/api/v1/namespaces/default/configmaps',
      () => core.listNamespacedConfigMap({ namespace: 'default' }),
    );
    informer.on('error', () => informer.start());
    lab.create(configMap('first'));
    await informer.start();
    lab.create(configMap('second'));
    await until(
      'the second is there',
      () => informer.get('second', 'default') !== undefined,
    );
    lab.api.faults.endWatches();
    lab.api.faults.expire();
    lab.create(configMap('third'));
    lab.store.delete({
      group: '',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'first',
    });
    const names = () =>
      informer
        .list()
        .map(({ metadata }) => metadata?.name)
        .sort();
    await until(
      'it has caught up',
      () => !names().includes('first') && names().includes('third'),
    );
    expect(names()).toEqual(['second', 'third']);
    await informer.stop();
  });
});
