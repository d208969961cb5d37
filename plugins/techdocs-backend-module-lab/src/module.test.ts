import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import techdocsPlugin from '@backstage/plugin-techdocs-backend';
import {
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
  type TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import request from 'supertest';
import techdocsModuleLab from '.';

const withDocs: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'lab',
    namespace: 'default',
    uid: 'b0a1e1c5-0000-4000-8000-000000000001',
    annotations: {
      'backstage.io/techdocs-ref': 'url:https://git.example.com/lab/docs',
    },
  },
};

/** Stands for mkdocs: writes what a site consists of. */
const generator = {
  async run({ outputDir }: { outputDir: string }) {
    await mkdir(join(outputDir, 'search'), { recursive: true });
    await writeFile(join(outputDir, 'index.html'), '<p>A node is down</p>');
    await writeFile(join(outputDir, 'techdocs_metadata.json'), '{}');
    await writeFile(
      join(outputDir, 'search/search_index.json'),
      JSON.stringify({ docs: [{ title: 'A node is down' }] }),
    );
  },
};

describe('techdocsModuleLab', () => {
  let directory: string;
  let backend: TestBackend | undefined;
  let prepared: number;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'homestage-docs-'));
    prepared = 0;
  });

  afterEach(async () => {
    await backend?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** TechDocs as installed, with a site that needs no Python. */
  async function start(builder: string) {
    const scheduler = mockServices.scheduler();
    backend = await startTestBackend({
      features: [
        techdocsPlugin,
        techdocsModuleLab,
        catalogServiceMock.factory({ entities: [withDocs] }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            techdocs: {
              builder,
              publisher: {
                type: 'local',
                local: { publishDirectory: join(directory, 'published') },
              },
            },
          },
        }),
        createBackendModule({
          pluginId: 'techdocs',
          moduleId: 'site-without-python',
          register(reg) {
            reg.registerInit({
              deps: {
                generators: techdocsGeneratorExtensionPoint,
                preparers: techdocsPreparerExtensionPoint,
              },
              async init({ generators, preparers }) {
                generators.setTechdocsGenerator(
                  generator as unknown as TechdocsGenerator,
                );
                preparers.registerPreparer('url', {
                  shouldCleanPreparedDirectory: () => false,
                  async prepare() {
                    prepared += 1;
                    return { preparedDir: directory, etag: 'one' };
                  },
                });
              },
            });
          },
        }),
      ],
    });
    return {
      tasks: async () =>
        (await scheduler.getScheduledTasks()).map(({ id }) => id),
      round: () => scheduler.triggerTask('lab-build-docs'),
      searchIndex: () =>
        request(backend!.server).get(
          '/api/techdocs/static/docs/default/resource/lab/search/search_index.json',
        ),
    };
  }

  it('builds docs that nobody has opened, where search reads them', async () => {
    const { round, searchIndex } = await start('local');
    expect((await searchIndex()).status).toBe(404);
    await round();
    expect((await searchIndex()).body).toEqual({
      docs: [{ title: 'A node is down' }],
    });
    expect(prepared).toBe(1);
  });

  it('leaves docs alone that something else builds', async () => {
    const { tasks } = await start('external');
    expect(await tasks()).not.toContain('lab-build-docs');
  });
});
