import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { waitFor } from '@homestage/sandbox/testUtils';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { FakeRepoStore } from '../__testUtils__/FakeRepoStore';
import { appFiles, labTree } from '../__testUtils__/labTree';
import { helmRelease, node } from '../__testUtils__/objects';
import { LabEntityProvider } from './LabEntityProvider';

const STALE = 'homestage.dev/stale-since';
const PRESENCE = 'homestage.dev/presence';

/** What the catalog does with mutations of one provider. */
class Catalog implements EntityProviderConnection {
  readonly mutations: EntityProviderMutation[] = [];
  readonly entities = new Map<string, Entity>();
  failures = 0;

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('database is locked');
    }
    this.mutations.push(mutation);
    if (mutation.type === 'full') {
      this.entities.clear();
    }
    const added = mutation.type === 'full' ? mutation.entities : mutation.added;
    const removed = mutation.type === 'full' ? [] : mutation.removed;
    for (const item of removed) {
      this.entities.delete(
        'entityRef' in item ? item.entityRef : stringifyEntityRef(item.entity),
      );
    }
    for (const { entity } of added) {
      this.entities.set(stringifyEntityRef(entity), entity);
    }
  }

  async refresh(): Promise<void> {}

  annotation(ref: string, name: string): string | undefined {
    return this.entities.get(ref)?.metadata.annotations?.[name];
  }
}

const waitUntil = (holds: () => unknown) => waitFor(holds, { until: Boolean });

describe('LabEntityProvider', () => {
  const tree = labTree({ media: [appFiles('media', 'jellyfin')] });
  const larger = labTree({
    media: [appFiles('media', 'jellyfin'), appFiles('media', 'sonarr')],
  });
  let clusters: FakeClusterStore;
  let repositories: FakeRepoStore;
  let catalog: Catalog;
  let provider: LabEntityProvider | undefined;

  beforeEach(() => {
    clusters = new FakeClusterStore('lab');
    clusters.put(
      'lab',
      node('cp-01'),
      helmRelease('media', 'jellyfin'),
      helmRelease('x', 'stray'),
    );
    repositories = new FakeRepoStore(tree);
    catalog = new Catalog();
  });

  afterEach(() => provider?.stop());

  const start = async (graceMs = 20) => {
    provider?.stop();
    const known = () => [...catalog.entities.values()];
    provider = new LabEntityProvider({
      sources: { clusters, repositories },
      owner: 'group:default/lab',
      logger: mockServices.logger.mock(),
      readKnown: async () => known(),
      timings: { debounceMs: 1, graceMs, firstRetryMs: 1, maxRetryMs: 5 },
    });
    await provider.connect(catalog);
  };

  const mutations = (count: number) =>
    waitUntil(() => catalog.mutations.length >= count);

  it('begins with everything there is', async () => {
    await start();
    await mutations(1);
    expect(catalog.mutations[0].type).toBe('full');
    expect([...catalog.entities.keys()].sort()).toEqual([
      'component:default/jellyfin',
      'component:default/stray',
      'resource:default/cp-01',
      'resource:default/lab',
      'resource:default/worker-01',
      'system:default/media',
    ]);
    expect(catalog.annotation('component:default/jellyfin', PRESENCE)).toBe(
      'both',
    );
  });

  it('tells only what a merge changed', async () => {
    await start();
    await mutations(1);
    repositories.write(larger);
    await mutations(2);
    expect(catalog.mutations[1]).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { name: 'sonarr' } } }],
      removed: [],
    });
  });

  it('removes what went from Git and the cluster', async () => {
    await start();
    await mutations(1);
    clusters.remove('lab', helmRelease('x', 'stray'));
    await waitUntil(() => !catalog.entities.has('component:default/stray'));
    expect(catalog.entities.has('component:default/jellyfin')).toBe(true);
  });

  it('tells nothing when a notice changes no entity', async () => {
    await start();
    await mutations(1);
    clusters.put('lab', { ...helmRelease('media', 'sub'), kind: 'Pod' });
    clusters.put('lab', node('cp-02'));
    await mutations(2);
    expect(catalog.mutations[1]).toMatchObject({
      added: [{ entity: { metadata: { name: 'cp-02' } } }],
    });
  });

  it('keeps and marks the entities of a source that fails, and unmarks them', async () => {
    await start();
    await mutations(1);
    const before = [...catalog.entities.keys()].sort();
    repositories.become('stale');
    await waitUntil(() =>
      catalog.annotation('component:default/jellyfin', STALE),
    );
    expect([...catalog.entities.keys()].sort()).toEqual(before);
    expect(catalog.annotation('component:default/jellyfin', STALE)).toBe(
      'home-ops (stale since 2026-01-01T00:00:00.000Z)',
    );
    repositories.become('live');
    await waitUntil(
      () => !catalog.annotation('component:default/jellyfin', STALE),
    );
  });

  describe('after a restart with a source that does not answer', () => {
    beforeEach(async () => {
      await start();
      await mutations(1);
    });

    it('keeps what the catalog held of the tree, marked, when the forge is dead', async () => {
      const before = [...catalog.entities.keys()].sort();
      repositories.become('unreachable');
      await start();
      await waitUntil(() =>
        catalog.annotation('component:default/jellyfin', STALE),
      );
      expect([...catalog.entities.keys()].sort()).toEqual(before);
      expect(catalog.annotation('component:default/jellyfin', PRESENCE)).toBe(
        'both',
      );
    });

    it('takes no release of a silent tree for an app of its own', async () => {
      const path = 'kubernetes/apps/media/jellyfin/app/helmrelease.yaml';
      const renamed = new Map(tree);
      renamed.set(
        path,
        tree.get(path)!.replace('name: jellyfin', 'name: server'),
      );
      repositories.write(renamed);
      clusters.remove('lab', helmRelease('media', 'jellyfin'));
      clusters.put('lab', helmRelease('media', 'server'));
      const releases = 'homestage.dev/flux-helmreleases';
      await waitUntil(
        () =>
          catalog.annotation('component:default/jellyfin', releases) ===
          'media/server',
      );
      repositories.become('unreachable');
      await start();
      await waitUntil(() =>
        catalog.annotation('component:default/jellyfin', STALE),
      );
      expect(catalog.entities.has('component:default/server')).toBe(false);
    });

    it('still follows the cluster meanwhile', async () => {
      repositories.become('unreachable');
      clusters.put('lab', node('worker-09'));
      await start();
      await waitUntil(() => catalog.entities.has('resource:default/worker-09'));
      clusters.remove('lab', node('worker-09'));
      await waitUntil(
        () => !catalog.entities.has('resource:default/worker-09'),
      );
      expect(catalog.entities.has('component:default/jellyfin')).toBe(true);
    });

    it('keeps what only the cluster knew when the cluster is dead', async () => {
      clusters.setState('lab', { status: 'unreachable' });
      await start();
      await waitUntil(() =>
        catalog.annotation('component:default/stray', STALE),
      );
      expect(catalog.annotation('component:default/jellyfin', PRESENCE)).toBe(
        'both',
      );
      expect(catalog.annotation('component:default/jellyfin', STALE)).toMatch(
        /HelmRelease/,
      );
    });

    it('still follows Git meanwhile', async () => {
      clusters.setState('lab', { status: 'unreachable' });
      repositories.write(larger);
      await start();
      await waitUntil(() => catalog.entities.has('component:default/sonarr'));
      expect(catalog.annotation('component:default/sonarr', PRESENCE)).toBe(
        'git',
      );
      expect(
        catalog.annotation('component:default/sonarr', STALE),
      ).toBeDefined();
    });

    it('removes what is really gone once all have answered', async () => {
      repositories.become('unreachable');
      await start();
      await waitUntil(() =>
        catalog.annotation('component:default/jellyfin', STALE),
      );
      clusters.remove('lab', helmRelease('media', 'jellyfin'));
      repositories.write(labTree({}));
      repositories.become('live');
      await waitUntil(
        () => !catalog.entities.has('component:default/jellyfin'),
      );
      expect(catalog.entities.has('resource:default/cp-01')).toBe(true);
    });

    it('keeps everything when nothing answers', async () => {
      const before = [...catalog.entities.keys()].sort();
      const count = catalog.mutations.length;
      clusters.setState('lab', { status: 'unauthenticated' });
      repositories.become('misconfigured');
      await start();
      await mutations(count + 1);
      expect([...catalog.entities.keys()].sort()).toEqual(before);
    });
  });

  describe('with two clusters', () => {
    beforeEach(() => {
      clusters = new FakeClusterStore('lab', 'edge');
      for (const cluster of ['lab', 'edge']) {
        clusters.put(cluster, node('n1'), helmRelease('x', 'stray'));
      }
    });

    it('keeps apart what both have under one name', async () => {
      await start();
      await mutations(1);
      expect([...catalog.entities.keys()]).toEqual(
        expect.arrayContaining([
          'component:default/lab-x-stray',
          'component:default/edge-x-stray',
          'resource:default/lab-n1',
          'resource:default/edge-n1',
        ]),
      );
    });

    it('marks nothing of one because the other is dead', async () => {
      await start();
      await mutations(1);
      clusters.setState('edge', { status: 'stale' });
      await waitUntil(() =>
        catalog.annotation('resource:default/edge-n1', STALE),
      );
      expect(
        catalog.annotation('resource:default/lab-n1', STALE),
      ).toBeUndefined();
      expect(
        catalog.annotation('component:default/lab-x-stray', STALE),
      ).toBeUndefined();
    });

    it('keeps what the dead one held after a restart, and follows the other', async () => {
      await start();
      await mutations(1);
      clusters.setState('edge', { status: 'unreachable' });
      repositories.write(larger);
      await start();
      await waitUntil(() => catalog.entities.has('component:default/sonarr'));
      expect(catalog.annotation('resource:default/edge-n1', STALE)).toMatch(
        /edge/,
      );
      expect(catalog.entities.has('component:default/edge-x-stray')).toBe(true);
    });
  });

  it('waits for the first answers, and no longer than the grace', async () => {
    repositories.become('syncing');
    await start(60_000);
    repositories.become('live');
    await mutations(1);
    expect(
      catalog.annotation('component:default/jellyfin', STALE),
    ).toBeUndefined();
  });

  it('fills the catalog without a source that stays silent', async () => {
    repositories.become('syncing');
    await start(5);
    await mutations(1);
    expect(catalog.entities.has('resource:default/cp-01')).toBe(true);
  });

  it('tells everything again after the catalog failed', async () => {
    await start();
    await mutations(1);
    catalog.failures = 2;
    repositories.write(larger);
    await mutations(2);
    expect(catalog.mutations[1].type).toBe('full');
    expect(catalog.entities.has('component:default/sonarr')).toBe(true);
  });

  it('tells nothing after it was stopped', async () => {
    await start();
    await mutations(1);
    provider?.stop();
    repositories.write(larger);
    await new Promise(resolve => setImmediate(resolve));
    expect(catalog.mutations).toHaveLength(1);
  });
});
