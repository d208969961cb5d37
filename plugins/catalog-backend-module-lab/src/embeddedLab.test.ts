import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  startEmbeddedLab,
  waitFor,
  type EmbeddedLab,
} from '@homestage/sandbox/testUtils';
import request from 'supertest';
import { appFiles } from './__testUtils__/labTree';
import { catalogModuleLab } from './module';

const LIMIT_MS = 120_000;

jest.setTimeout(LIMIT_MS);

const PRESENCE = 'homestage.dev/presence';

describe('the catalog on the embedded lab', () => {
  let lab: EmbeddedLab;
  let backend: TestBackend;

  beforeAll(async () => {
    lab = await startEmbeddedLab();
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleLab,
        mockServices.rootConfig.factory({
          data: {
            catalog: { processingInterval: { seconds: 5 } },
            ...lab.config,
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await lab?.stop();
  });

  const entities = async (): Promise<Entity[]> => {
    const { body } = await request(backend.server).get('/api/catalog/entities');
    return body;
  };

  const eventually = (holds: (found: readonly Entity[]) => unknown) =>
    waitFor(entities, {
      until: holds,
      timeoutMs: LIMIT_MS / 2,
      pauseMs: 100,
      show: found =>
        found
          .map(
            ({ kind, metadata }) =>
              `${kind}:${metadata.name} ${metadata.annotations?.[PRESENCE]}`,
          )
          .join(', '),
    });

  const presences = (found: readonly Entity[], type: string) =>
    found
      .filter(({ spec }) => spec?.type === type)
      .map(({ metadata }) => metadata.annotations?.[PRESENCE]);

  it('holds the cluster, its nodes, machines and apps, in Git and live', async () => {
    const counts = (all: readonly Entity[]) =>
      Object.fromEntries(
        ['kubernetes-cluster', 'talos-node', 'virtual-machine', 'app'].map(
          type => [
            type,
            presences(all, type).filter(presence => presence === 'both').length,
          ],
        ),
      );
    const found = await eventually(
      all =>
        counts(all).app >= 12 &&
        counts(all)['talos-node'] >= 5 &&
        counts(all)['virtual-machine'] >= 2,
    );
    expect(counts(found)).toMatchObject({
      'kubernetes-cluster': 1,
      'talos-node': 5,
      'virtual-machine': 2,
    });
    const stale = found.filter(
      ({ metadata }) => metadata.annotations?.['homestage.dev/stale-since'],
    );
    expect(stale).toEqual([]);
  });

  it('puts a running machine on its node', async () => {
    const found = await eventually(all =>
      all.some(({ relations = [] }) =>
        relations.some(
          ({ type, targetRef }) =>
            type === 'dependencyOf' &&
            targetRef === 'resource:default/vms-debian-dev',
        ),
      ),
    );
    const machine = found.find(
      ({ metadata }) => metadata.name === 'vms-debian-dev',
    );
    expect(machine?.spec?.type).toBe('virtual-machine');
  });

  it('has an app seconds after its pull request was merged', async () => {
    const list = 'kubernetes/apps/media/kustomization.yaml';
    const { content, sha } = await lab.forge('GET', `/contents/${list}`);
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const before = Buffer.from(content, 'base64').toString();
    await lab.forge('POST', '/contents', {
      new_branch: 'add-kavita',
      message: 'Add kavita',
      files: [
        ...appFiles('media', 'kavita').map(([path, text]) => ({
          operation: 'create',
          path,
          content: encode(text),
        })),
        {
          operation: 'update',
          path: list,
          sha,
          content: encode(`${before.trimEnd()}\n  - ./kavita/ks.yaml\n`),
        },
      ],
    });
    const { number } = await lab.forge('POST', '/pulls', {
      head: 'add-kavita',
      base: 'main',
      title: 'Add kavita',
    });
    await lab.forge('POST', `/pulls/${number}/merge`, { Do: 'squash' });
    const found = await eventually(all =>
      all.some(
        ({ metadata }) =>
          metadata.name === 'kavita' &&
          metadata.annotations?.[PRESENCE] === 'both',
      ),
    );
    const app = found.find(({ metadata }) => metadata.name === 'kavita');
    expect(app?.metadata.annotations).toMatchObject({
      'homestage.dev/tree-path': 'kubernetes/apps/media/kavita',
      'backstage.io/kubernetes-namespace': 'media',
    });
  });
});
