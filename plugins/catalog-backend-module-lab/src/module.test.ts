import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { repoStoreServiceRef } from '@homestage/backstage-plugin-gitops-node';
import { clusterStoreServiceRef } from '@homestage/backstage-plugin-lab-node';
import request from 'supertest';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { FakeRepoStore } from './__testUtils__/FakeRepoStore';
import { appFiles, labTree } from './__testUtils__/labTree';
import { helmRelease, node } from './__testUtils__/objects';
import { catalogModuleLab } from './module';

// A backend with a catalog starts in seconds, and not in five on a busy machine.
describe('the catalog of a backend with the lab module', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Awaited<ReturnType<typeof databases.init>>;
  let backend: TestBackend | undefined;
  let clusters: FakeClusterStore;
  let repositories: FakeRepoStore;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    clusters = new FakeClusterStore('lab');
    clusters.put('lab', node('cp-01'), helmRelease('media', 'jellyfin'));
    repositories = new FakeRepoStore(
      labTree({ media: [appFiles('media', 'jellyfin')] }),
    );
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  const start = async () => {
    await backend?.stop();
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleLab,
        createServiceFactory({
          service: clusterStoreServiceRef,
          deps: {},
          factory: () => clusters,
        }),
        createServiceFactory({
          service: repoStoreServiceRef,
          deps: {},
          factory: () => repositories,
        }),
        mockServices.rootConfig.factory({
          data: { catalog: { processingInterval: { seconds: 1 } } },
        }),
        mockServices.database.factory({ knex }),
      ],
    });
  };

  const entity = async (path: string): Promise<Entity | undefined> => {
    const { status, body } = await request(backend!.server).get(
      `/api/catalog/entities/by-name/${path}`,
    );
    return status === 200 ? body : undefined;
  };

  const entityThat = async (
    path: string,
    holds: (found: Entity | undefined) => unknown,
  ) => {
    const deadlineMs = Date.now() + 20_000;
    for (;;) {
      const found = await entity(path);
      if (holds(found)) {
        return found;
      }
      if (Date.now() > deadlineMs) {
        throw new Error(
          `${path} did not come to be so: ${JSON.stringify(found)}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };

  const relations = (found: Entity | undefined) =>
    found?.relations?.map(({ type, targetRef }) => `${type} ${targetRef}`) ??
    [];

  it('holds apps with their relations drawn', async () => {
    await start();
    const app = await entityThat(
      'component/default/jellyfin',
      found => relations(found).length >= 3,
    );
    expect(relations(app)).toEqual(
      expect.arrayContaining([
        'dependsOn resource:default/lab',
        'ownedBy group:default/lab',
        'partOf system:default/media',
      ]),
    );
    const cluster = await entityThat(
      'resource/default/lab',
      found => relations(found).length >= 4,
    );
    expect(relations(cluster)).toEqual(
      expect.arrayContaining([
        'dependencyOf component:default/jellyfin',
        'dependencyOf resource:default/cp-01',
      ]),
    );
  });

  it('follows a merge, and loses nothing when the forge dies', async () => {
    await start();
    await entityThat('component/default/jellyfin', found => found);
    repositories.write(
      labTree({
        media: [appFiles('media', 'jellyfin'), appFiles('media', 'sonarr')],
      }),
    );
    await entityThat('component/default/sonarr', found => found);
    repositories.become('stale');
    const sonarr = await entityThat(
      'component/default/sonarr',
      found => found?.metadata.annotations?.['homestage.dev/stale-since'],
    );
    expect(sonarr?.spec?.lifecycle).toBe('production');
  });

  it('loses nothing when the backend starts again while the forge is dead', async () => {
    await start();
    await entityThat('component/default/jellyfin', found => found);
    repositories.become('unreachable');
    await start();
    const app = await entityThat(
      'component/default/jellyfin',
      found => found?.metadata.annotations?.['homestage.dev/stale-since'],
    );
    expect(app?.metadata.annotations).toMatchObject({
      'homestage.dev/presence': 'both',
      'homestage.dev/tree-path': 'kubernetes/apps/media/jellyfin',
    });
    repositories.become('live');
    await entityThat(
      'component/default/jellyfin',
      found =>
        found && !found.metadata.annotations?.['homestage.dev/stale-since'],
    );
  });
});
