import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  fluxAppAnswerSchema,
  fluxClustersAnswerSchema,
  fluxDetailAnswerSchema,
  fluxRowsAnswerSchema,
  fluxSummaryAnswerSchema,
  fluxTreeAnswerSchema,
} from '@homestage/backstage-plugin-flux-common';
import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import {
  appliedBy,
  gitRepository,
  helmRelease,
  kustomization,
  readyCondition,
} from './__testUtils__/fluxObjects';
import { startFluxBackend } from './__testUtils__/startFluxBackend';

const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'jellyfin', namespace: 'media', uid: 'd1', generation: 1 },
  spec: { replicas: 1 },
  status: {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    conditions: [{ type: 'Available', status: 'True' }],
  },
};

/** A pod that no scheduler has found a node for. */
const unscheduledPod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'jellyfin-1',
    namespace: 'media',
    uid: 'p1',
    creationTimestamp: '2026-11-01T08:00:00Z',
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'jellyfin',
        uid: 'd1',
      },
    ],
  },
  status: {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/5 nodes are available',
        lastTransitionTime: '2026-11-01T08:00:00Z',
      },
    ],
  },
};

function healthyLab(): FakeClusterStore {
  const store = new FakeClusterStore('lab', 'away');
  const root = appliedBy('flux-system', 'cluster-apps');
  store.put(
    'lab',
    gitRepository('home-ops'),
    kustomization('cluster-apps', [
      'media_jellyfin_kustomize.toolkit.fluxcd.io_Kustomization',
      '_media__Namespace',
    ]),
    kustomization(
      'jellyfin',
      [
        'media_jellyfin_helm.toolkit.fluxcd.io_HelmRelease',
        'media_jellyfin__Secret',
      ],
      { namespace: 'media', labels: root },
    ),
    helmRelease('jellyfin', ['media_jellyfin_apps_Deployment'], {
      namespace: 'media',
      labels: appliedBy('media', 'jellyfin'),
    }),
    deployment,
  );
  return store;
}

const detailPath = '/api/flux/resources/lab/Kustomization/media/jellyfin';
const treePath = '/api/flux/tree/lab/Kustomization/flux-system/cluster-apps';
const appPath =
  '/api/flux/apps?cluster=lab&kustomizations=media/jellyfin&helmReleases=media/jellyfin';

describe('the flux backend', () => {
  describe('answers', () => {
    it.each([
      ['/api/flux/summary', fluxSummaryAnswerSchema],
      ['/api/flux/resources', fluxRowsAnswerSchema],
      ['/api/flux/clusters', fluxClustersAnswerSchema],
      [detailPath, fluxDetailAnswerSchema],
      [treePath, fluxTreeAnswerSchema],
      [appPath, fluxAppAnswerSchema],
    ])(
      '%s by its schema, and 304 when nothing changed',
      async (path, schema) => {
        const store = healthyLab();
        const { agent } = await startFluxBackend(store);
        const first = await agent.get(path);
        expect(first.status).toBe(200);
        const body = schema.parse(first.body);
        expect(first.get('ETag')).toBe(`"${body.revision}"`);

        const again = await agent
          .get(path)
          .set('If-None-Match', first.get('ETag')!)
          .set('Cache-Control', 'no-cache');
        expect(again.status).toBe(304);
        expect(again.text).toBe('');

        store.put(
          'lab',
          gitRepository('home-ops', { spec: { suspend: true } }),
        );
        const changed = await agent
          .get(path)
          .set('If-None-Match', first.get('ETag')!);
        expect(changed.status).toBe(200);
      },
    );

    it('the same text packed and as it is', async () => {
      const store = healthyLab();
      store.put(
        'lab',
        ...Array.from({ length: 20 }, (_, i) => gitRepository(`source-${i}`)),
      );
      const { agent } = await startFluxBackend(store);
      const ask = (encoding: string) =>
        agent.get('/api/flux/resources').set('Accept-Encoding', encoding);
      const packed = await ask('gzip, deflate');
      const plain = await ask('identity');
      expect(packed.get('Content-Encoding')).toBe('gzip');
      expect(packed.get('Vary')).toContain('Accept-Encoding');
      expect(plain.get('Content-Encoding')).toBeUndefined();
      expect(fluxRowsAnswerSchema.parse(packed.body).rows).toHaveLength(24);
      expect(packed.text).toBe(plain.text);
    });

    it('the rows that pass all filters', async () => {
      const { agent } = await startFluxBackend(healthyLab());
      const names = async (query: string) => {
        const { body } = await agent.get(`/api/flux/resources?${query}`);
        return fluxRowsAnswerSchema
          .parse(body)
          .rows.map(({ kind, name }) => `${kind}/${name}`);
      };
      await expect(names('kind=helmrelease')).resolves.toEqual([
        'HelmRelease/jellyfin',
      ]);
      await expect(
        names('namespace=media&kind=Kustomization,GitRepository'),
      ).resolves.toEqual(['Kustomization/jellyfin']);
      await expect(names('q=jellyfin -helm')).resolves.toEqual([
        'Kustomization/jellyfin',
      ]);
      await expect(names('status=Failed')).resolves.toEqual([]);
      await expect(names('cluster=away')).resolves.toEqual([]);
    });

    it('the tree from the root to the leaves, and reads no Secret for it', async () => {
      const store = healthyLab();
      const { agent } = await startFluxBackend(store);
      const { body } = await agent.get(treePath);
      const { root } = fluxTreeAnswerSchema.parse(body);
      const app = root.children.find(({ kind }) => kind === 'Kustomization')!;
      expect(app.children.map(({ kind, note }) => [kind, note])).toEqual([
        ['HelmRelease', undefined],
        ['Secret', 'not-read'],
      ]);
      expect(app.children[0].children[0]).toMatchObject({
        kind: 'Deployment',
        status: 'Current',
        severity: 'ok',
      });
      expect(
        root.children.find(({ kind }) => kind === 'Namespace'),
      ).toMatchObject({
        note: 'missing',
        severity: 'error',
      });
      expect([...store.asked].filter(kind => kind.endsWith('/Secret'))).toEqual(
        [],
      );
    });

    it('no app is fine whose pod was never scheduled', async () => {
      const store = healthyLab();
      store.put('lab', unscheduledPod);
      const { agent } = await startFluxBackend(store);
      const { body } = await agent.get(appPath);
      const { app } = fluxAppAnswerSchema.parse(body);
      expect(app.severity).toBe('error');
      expect(app.objects[0]).toMatchObject({
        kind: 'Pod',
        severity: 'error',
        owner: 'lab/Deployment.apps/media/jellyfin',
      });
    });

    it('an app whose appliers are not there is unknown', async () => {
      const { agent } = await startFluxBackend(healthyLab());
      const { body } = await agent.get(
        '/api/flux/apps?cluster=lab&kustomizations=media/gone',
      );
      const { app } = fluxAppAnswerSchema.parse(body);
      expect(app).toMatchObject({
        severity: 'unknown',
        sentence: 'Kustomization gone: lab has no Kustomization media/gone',
      });
    });
  });

  describe('with one cluster that is silent', () => {
    it('keeps the rows of the other and says which source is gone', async () => {
      const store = healthyLab();
      store.setState('away', { status: 'unreachable', message: 'No answer' });
      const { agent } = await startFluxBackend(store);
      const { body } = await agent.get('/api/flux/resources');
      const { rows, sources } = fluxRowsAnswerSchema.parse(body);
      expect(rows).toHaveLength(4);
      expect(
        new Set(
          sources
            .filter(({ status }) => status !== 'live')
            .map(({ cluster }) => cluster),
        ),
      ).toEqual(new Set(['away']));
    });

    it('keeps the last facts of a cluster that went away, and nothing of them is green', async () => {
      const store = healthyLab();
      const { agent } = await startFluxBackend(store);
      await agent.get('/api/flux/resources');
      store.setState('lab', {
        status: 'stale',
        message: 'No answer since 11:58',
      });
      const { body } = await agent.get('/api/flux/resources?cluster=lab');
      for (const row of fluxRowsAnswerSchema.parse(body).rows) {
        expect(row).toMatchObject({ status: 'Unknown', lastKnown: 'Ready' });
      }
      const tree = fluxTreeAnswerSchema.parse((await agent.get(treePath)).body);
      expect(tree.root.counts.ok).toBe(0);
    });

    it('does not say that an object is missing when it can not tell', async () => {
      const store = healthyLab();
      store.setState('away', { status: 'unreachable', message: 'No answer' });
      const { agent } = await startFluxBackend(store);
      const answer = await agent.get(
        '/api/flux/resources/away/Kustomization/media/jellyfin',
      );
      expect(answer.status).toBe(503);
      expect(answer.body.error.message).toContain('can not be told. No answer');
    });
  });

  describe('refuses', () => {
    it.each([
      ['/api/flux/summary'],
      ['/api/flux/clusters'],
      ['/api/flux/resources'],
      ['/api/flux/resources?kind=Nonsense'],
      [detailPath],
      [treePath],
      [appPath],
    ])('%s to whom the policy denies reading', async path => {
      const { agent } = await startFluxBackend(healthyLab(), {
        decision: { result: AuthorizeResult.DENY },
      });
      const answer = await agent.get(path);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain('flux.resource.read');
    });

    it.each([
      [
        'an unknown cluster',
        '/api/flux/resources/moon/Kustomization/media/jellyfin',
        "no cluster 'moon'. Known are: lab, away.",
      ],
      [
        'an unknown cluster in a filter',
        '/api/flux/resources?cluster=moon',
        "no cluster 'moon'",
      ],
      [
        'an unknown cluster of an app',
        '/api/flux/apps?cluster=moon&kustomizations=a/b',
        "no cluster 'moon'",
      ],
      [
        'an unknown kind',
        '/api/flux/resources/lab/Deployment/media/jellyfin',
        "'Deployment' is no kind of Flux. Known are: Kustomization",
      ],
      [
        'an unknown name',
        '/api/flux/tree/lab/HelmRelease/media/emby',
        'There is no HelmRelease media/emby on lab. There is: media/jellyfin.',
      ],
    ])('%s with 404 and what there is', async (_, path, message) => {
      const { agent } = await startFluxBackend(healthyLab());
      const answer = await agent.get(path);
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toContain(message);
    });

    it.each([
      [
        'kind',
        '/api/flux/resources?kind=Pod',
        "kind.0: 'Pod' is no kind of Flux",
      ],
      ['status', '/api/flux/resources?status=Fine', 'status.0: '],
      ['q', `/api/flux/resources?q=${'x'.repeat(201)}`, 'q: '],
      ['cluster', '/api/flux/apps?kustomizations=a/b', 'cluster: '],
      [
        'kustomizations',
        '/api/flux/apps?cluster=lab',
        'kustomizations: name at least one',
      ],
      [
        'helmReleases',
        '/api/flux/apps?cluster=lab&helmReleases=jellyfin',
        'helmReleases.0: write it as namespace/name',
      ],
    ])('a wrong %s with 400 and the field', async (_, path, message) => {
      const { agent } = await startFluxBackend(healthyLab());
      const answer = await agent.get(path);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(message);
    });
  });

  it('tells the pages when something changed, without saying what', async () => {
    const store = healthyLab();
    const { published, agent } = await startFluxBackend(store);
    store.put(
      'lab',
      helmRelease('jellyfin', [], {
        namespace: 'media',
        status: {
          conditions: [readyCondition('UpgradeFailed', 'no', 'False')],
        },
      }),
    );
    const { body } = await agent.get('/api/flux/summary');
    expect(published).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'flux:changed',
        message: { plugin: 'flux', revision: body.revision },
      },
    ]);
  });
});
