import { CONFIG_MAPS } from '../__testUtils__/addresses';
import { configMap, kustomization, pod } from '../__testUtils__/objects';
import { TestApi, until } from '../__testUtils__/TestApi';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('a watch', () => {
  it('begins with everything when no resource version is given', async () => {
    lab.create(configMap('a'));
    const watch = await lab.watch(CONFIG_MAPS);
    lab.create(configMap('b'));
    await until('both are told', () => watch.events.length === 2);
    expect(
      watch.events.map(({ type, object }) => `${type} ${object.metadata.name}`),
    ).toEqual(['ADDED a', 'ADDED b']);
  });

  it('resumes after a resource version with what was missed', async () => {
    const { resourceVersion } = lab.create(configMap('a')).metadata;
    lab.create(configMap('b'));
    lab.store.delete({
      group: '',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'a',
    });
    const watch = await lab.watch(
      `${CONFIG_MAPS}?resourceVersion=${resourceVersion}`,
    );
    await until('both are told', () => watch.events.length === 2);
    expect(
      watch.events.map(({ type, object }) => `${type} ${object.metadata.name}`),
    ).toEqual(['ADDED b', 'DELETED a']);
  });

  it('tells an expired resource version as an ERROR event and ends', async () => {
    const { resourceVersion } = lab.create(configMap('a')).metadata;
    lab.create(configMap('b'));
    lab.api.faults.expire();
    const watch = await lab.watch(
      `${CONFIG_MAPS}?resourceVersion=${resourceVersion}`,
    );
    await until('it ends', () => watch.isOver());
    expect(watch.events).toMatchObject([
      {
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      },
    ]);
    expect(watch.events[0].object.message).toContain(
      'too old resource version',
    );
  });

  it('tells an object that leaves the selector as deleted, one that enters as added', async () => {
    const made = lab.create(
      configMap('a', { metadata: { labels: { app: 'web' } } }),
    );
    const watch = await lab.watch(
      `${CONFIG_MAPS}?labelSelector=app%3Dweb&resourceVersion=${made.metadata.resourceVersion}`,
    );
    const relabel = (app: string) => {
      const live = lab.store.get({
        group: '',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'a',
      });
      return (
        live &&
        lab.store.update({
          ...live,
          metadata: { ...live.metadata, labels: { app } },
        })
      );
    };
    relabel('other');
    relabel('third');
    relabel('web');
    await until('both are told', () => watch.events.length === 2);
    expect(watch.events.map(({ type }) => type)).toEqual(['DELETED', 'ADDED']);
  });

  it('streams the list first when asked, and marks its end', async () => {
    lab.create(configMap('a'));
    const watch = await lab.watch(
      `${CONFIG_MAPS}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    await until(
      'the end of the list is marked',
      () => watch.events.length === 2,
    );
    expect(watch.events[1]).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
  });

  it('sends bookmarks to those who allow them', async () => {
    await lab.stop();
    lab = await TestApi.start({ bookmarkIntervalMs: 10 });
    const watch = await lab.watch(`${CONFIG_MAPS}?allowWatchBookmarks=true`);
    const plain = await lab.watch(CONFIG_MAPS);
    lab.create(pod('elsewhere'));
    const revision = String(lab.store.revision());
    await until('a bookmark is up to date', () =>
      watch.events.some(
        ({ object }) => object.metadata.resourceVersion === revision,
      ),
    );
    expect(plain.events).toEqual([]);
  });

  it('ends when its time is up', async () => {
    const watch = await lab.watch(`${CONFIG_MAPS}?timeoutSeconds=1`);
    await until('it ends', () => watch.isOver());
    expect(watch.rest()).toBe('');
  });

  it('ends when its kind goes, with every object told as deleted', async () => {
    lab.create(kustomization('apps'));
    const watch = await lab.watch(
      '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations',
    );
    lab.store.delete({
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      name: 'kustomizations.kustomize.toolkit.fluxcd.io',
    });
    await until('it ends', () => watch.isOver());
    expect(watch.events.map(({ type }) => type)).toEqual(['ADDED', 'DELETED']);
    const after = await lab.call(
      '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations',
    );
    expect(after.code).toBe(404);
  });
});
